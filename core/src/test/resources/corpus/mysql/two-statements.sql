⟦DDL {table t}|create table t (id int)⟧;
⟦DML|insert into t values (1)⟧;
