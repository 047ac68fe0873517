⟦DDL {table t}|create table t (id UInt32) engine = MergeTree order by id⟧;
⟦DML|insert into t values (1)⟧;
