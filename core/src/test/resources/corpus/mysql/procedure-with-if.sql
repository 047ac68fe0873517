⟦DDL|create procedure p(a int)
begin
  if a = 1 then
    select 1;
  elseif a = 2 then
    select 2;
  else
    select 3;
  end if;
  select 4;
end⟧;
⟦QUERY|select 5⟧;
