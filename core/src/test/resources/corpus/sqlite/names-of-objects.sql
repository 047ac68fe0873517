⟦DDL {table main.users}|create table if not exists main.users (id)⟧;
⟦DDL {table a b}|create table [a b] (id)⟧;
⟦DDL {index i, table t}|create unique index if not exists i on t (a)⟧;
⟦DDL {view v}|create temp view v as select 1⟧;
⟦DDL {table t}|alter table t add column x⟧;
⟦DDL {table t}|drop table if exists t⟧;
⟦DDL {table docs}|create virtual table docs using fts5(body)⟧;
