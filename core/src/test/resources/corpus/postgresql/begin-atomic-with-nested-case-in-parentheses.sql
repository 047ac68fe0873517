⟦DDL|create function f(a int) returns int
begin atomic
  select (case when (case a when 1 then true else false end) then 1 end);
  select coalesce((select case when a > 1 then 2 end), 3);
end⟧;
⟦QUERY|select case 1 when 1 then 2 end⟧;
