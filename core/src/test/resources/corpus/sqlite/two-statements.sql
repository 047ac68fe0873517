⟦DDL {table t}|create table t (id integer primary key)⟧;
⟦DML|insert into t values (1)⟧;
