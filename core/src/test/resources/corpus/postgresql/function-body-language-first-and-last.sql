⟦DDL|create function f() returns int as $$ select 1; $$ language sql immutable⟧;
⟦DDL|create function g() returns int language sql as $$ select 1; $$ cost 10 set work_mem = '1MB'⟧;
⟦QUERY|select 1⟧;
