⟦DDL {table app.users}|create table if not exists app.users (id int)⟧;
⟦DDL {table Users}|create temporary table `Users` (id int)⟧;
⟦DDL {table app.users}|alter table app.users add b int⟧;
⟦DDL {table a, table b}|drop table if exists a, b⟧;
⟦DDL {view v}|create or replace view v as select 1⟧;
⟦DDL {procedure p}|drop procedure p⟧;
