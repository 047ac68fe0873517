⟦DDL {procedure p}|create procedure p()
begin
  select 1;
  select 2;
end⟧;
⟦QUERY|select 3⟧;
