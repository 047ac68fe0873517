create function f() returns int
⟦ERROR|⟧begin atomic
  select case when true then 1 end;
  select 2;
