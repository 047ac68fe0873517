⟦DDL|create trigger a after insert on t begin select 1; end⟧;
⟦DDL|create trigger b after insert on t
begin
  select case
    when 1 then 2
  end;
end⟧
;
⟦DDL|create table c (id)⟧;
