create procedure p()
⟦ERROR|⟧begin
  if a then
    select 1;
end;
select 2;
