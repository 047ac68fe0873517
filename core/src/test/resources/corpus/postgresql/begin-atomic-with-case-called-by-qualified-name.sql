⟦DDL|create function f() returns int
begin atomic
  select s.case from s;
  select 1;
end⟧;
⟦QUERY|select 1⟧;
