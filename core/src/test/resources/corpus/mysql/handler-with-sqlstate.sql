⟦DDL|create procedure p()
begin
  declare exit handler for sqlstate '23000' select 'dup;';
  declare continue handler for 1051 begin end;
  declare dup condition for 1062;
  signal sqlstate '45000' set message_text = 'no; way';
end⟧;
⟦QUERY|select 1⟧;
