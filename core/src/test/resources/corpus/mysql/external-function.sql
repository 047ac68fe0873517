⟦DDL|create function f returns string soname 'x;y.so'⟧;
⟦QUERY|select 1⟧;
