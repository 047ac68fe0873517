⟦DDL|create index i on t (a)⟧;
⟦DDL|create index concurrently_i on t (a)⟧;
⟦DDL|create table vacuum_log (concurrently_done int)⟧;
⟦?|reindex table t⟧;
⟦?|analyze t⟧;
⟦?|refresh materialized view concurrently m⟧;
⟦DML|insert into t values ('create index concurrently')⟧;
⟦DDL|alter database d set work_mem = '1MB'⟧;
⟦DDL|comment on database d is 'x'⟧;
