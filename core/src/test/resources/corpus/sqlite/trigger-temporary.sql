⟦DDL|create temp trigger a after delete on t begin select 1; end⟧;
⟦DDL|CREATE TEMPORARY TRIGGER IF NOT EXISTS b INSTEAD OF UPDATE OF x, y ON v FOR EACH ROW WHEN new.x > 1 BEGIN SELECT 2; END⟧;
⟦QUERY|select 1⟧;
