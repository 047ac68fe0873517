create procedure p()
begin
  ⟦ERROR|⟧if a then
    select 1;
end;
select 2;
