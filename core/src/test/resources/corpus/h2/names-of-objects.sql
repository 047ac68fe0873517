⟦DDL {table app.users}|create table if not exists app.users (id int)⟧;
⟦DDL {table Users}|create cached table "Users" (id int)⟧;
⟦DDL {index i, table t}|create unique index i on t (a)⟧;
⟦DDL {view v}|create or replace force view v as select 1⟧;
⟦DDL {schema app}|create schema app⟧;
