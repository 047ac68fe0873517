⟦DDL|create function f() returns void language plpgsql as $$
begin
  execute 'copy t from stdin;';
end $$⟧;
⟦QUERY|select 1⟧;
