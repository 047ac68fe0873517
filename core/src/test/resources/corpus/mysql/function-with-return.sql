⟦DDL {function f}|create function f(a int) returns int deterministic return if(a > 0, a, -a)⟧;
⟦DDL|create function g(a int) returns int deterministic return case when a > 0 then a else 0 end⟧;
⟦DDL|create function h() returns text no sql return 'a;b'⟧;
⟦QUERY|select 1⟧;
