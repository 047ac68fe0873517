⟦DDL|create function f() returns int language sql as 'select 1; select ''a;b'';'⟧;
⟦QUERY|select 2⟧;
