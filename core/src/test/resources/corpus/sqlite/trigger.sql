⟦DDL {trigger tr, table t}|create trigger tr after insert on t begin
  update t set a = 1 where id = new.id;
  insert into log values ('x;');
end⟧;
⟦QUERY|select 1⟧;
