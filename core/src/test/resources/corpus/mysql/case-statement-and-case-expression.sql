⟦DDL|create procedure p(a int)
begin
  case a
    when 1 then select case when true then 'x' else 'y' end;
    when 2 then begin end;
    else select 3;
  end case;
  case when a = 1 then select 4; end case;
  set @b = case a when 1 then 2 end;
  select case a when 1 then 2 end as c, case when b then 3 end d;
end⟧;
⟦QUERY|select 5⟧;
