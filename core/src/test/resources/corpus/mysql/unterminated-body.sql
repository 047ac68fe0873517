⟦QUERY|select 1⟧;
create procedure p()
⟦ERROR|⟧begin
  if a then select 1; end if;
