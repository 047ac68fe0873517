⟦DDL {trigger tr, table t}|create trigger tr before insert on t for each row set new.a = now()⟧;
⟦DDL|create trigger ts after update on t for each row insert into log values ('x;')⟧;
⟦QUERY|select 1⟧;
