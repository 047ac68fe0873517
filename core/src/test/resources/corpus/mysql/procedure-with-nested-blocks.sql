⟦DDL|create procedure p()
begin
  declare a int default 0;
  begin
    set a = 1;
    begin set a = 2; end;
  end;
  select a;
end⟧;
⟦QUERY|select 1⟧;
