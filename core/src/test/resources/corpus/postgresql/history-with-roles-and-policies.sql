⟦DDL|ALTER TABLE t ENABLE ROW LEVEL SECURITY⟧;
⟦DDL|CREATE POLICY own ON t FOR ALL TO PUBLIC USING (a = current_setting('app.user', true)) WITH CHECK (a <> ';')⟧;
⟦DDL|CREATE ROLE app LOGIN PASSWORD 'p;w'⟧;
⟦DDL|ALTER ROLE app SET search_path = app, public⟧;
⟦DDL|GRANT USAGE ON SCHEMA public TO app⟧;
