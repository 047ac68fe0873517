⟦DDL|create event e on schedule every 1 day starts '2024-01-01 00:00:00' ends '2030-01-01 00:00:00'
do begin
  delete from log where at < now() - interval 30 day;
  insert into log values ('done;');
end⟧;
⟦DDL|create event g on schedule at current_timestamp do delete from t⟧;
⟦DDL|alter event e disable⟧;
⟦QUERY|select 1⟧;
