⟦DDL|create function f() returns int
begin atomic
  select 1 as end;
  select 2 as begin;
  select 3;
end⟧;
⟦QUERY|select 1⟧;
