⟦DDL|create procedure p()
begin
  start transaction;
  insert into t values (1);
  commit;
end⟧;
⟦QUERY|select 1⟧;
