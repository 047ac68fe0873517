⟦DDL|create table a (id UInt32) engine = Memory⟧;
⟦QUERY|select 1⟧