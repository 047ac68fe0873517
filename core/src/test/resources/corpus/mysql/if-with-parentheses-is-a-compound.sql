⟦DDL|create procedure p(a int)
begin
  if (a = 1) then select 1; end if;
  if(a = 2) then select 2; end if;
  if (a = 1) or (a = 2) then select if(a, 3, 4); end if;
end⟧;
⟦QUERY|select 5⟧;
