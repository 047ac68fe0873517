⟦DDL|create function f(a int) returns int return a + 1⟧;
⟦DDL|create function g(a int) returns int return case when a > 1 then 2 else 3 end⟧;
⟦QUERY|select 1⟧;
