⟦DDL|create trigger t after update on a for each row when (old.* is distinct from new.*) execute procedure f('x;y')⟧;
⟦QUERY|select 1⟧;
