⟦DDL|create function f() returns int language sql as 'select 1'⟧;
⟦TX|begin⟧;
⟦DML|insert into t values (1)⟧;
⟦TX|end⟧;
⟦QUERY|select 1⟧;
