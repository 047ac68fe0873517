⟦DDL|create function f(a int) returns int
begin atomic
  select a + 1;
  select a + 2;
end⟧;
⟦QUERY|select 1⟧;
