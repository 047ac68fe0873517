⟦QUERY|select 1⟧;
create trigger tr after insert on t ⟦ERROR|⟧begin
  select 1;
  select case when 1 then 2 end;
