⟦DDL|create procedure p()
begin
  declare done int default false;
  declare c cursor for select id from t;
  declare continue handler for not found set done = true;
  declare exit handler for sqlexception, sqlwarning
  begin
    rollback;
    resignal;
  end;
  open c;
  fetch c into done;
  close c;
end⟧;
⟦QUERY|select 1⟧;
