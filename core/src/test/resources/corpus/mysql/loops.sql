⟦DDL|create procedure p()
begin
  declare i int default 0;
  while i < 3 do
    set i = i + 1;
  end while;
  repeat
    set i = i - 1;
  until i = 0 end repeat;
  loop
    set i = i + 1;
  end loop;
end⟧;
⟦QUERY|select 1⟧;
