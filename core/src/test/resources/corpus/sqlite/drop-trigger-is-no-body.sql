⟦DDL|drop trigger if exists tr⟧;
⟦QUERY|select 1⟧;
