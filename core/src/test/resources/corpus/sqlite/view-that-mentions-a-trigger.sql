⟦DDL|create view trigger_log as select 'create trigger x begin' as a⟧;
⟦DDL|create table "trigger" (a)⟧;
⟦QUERY|select 1⟧;
