⟦DDL {table app.users}|create table if not exists app.users (id int)⟧;
⟦DDL {table Users}|create table "Users" (id int)⟧;
⟦DDL {index users_name, table app.users}|create unique index users_name on app.users (name)⟧;
⟦DDL {view app.v}|create or replace view app.v as select 1⟧;
⟦DDL {sequence s}|create sequence s⟧;
⟦DDL {schema app}|create schema if not exists app⟧;
⟦DDL {type mood}|create type mood as enum ('a')⟧;
⟦DDL {table app.users}|alter table only app.users add primary key (id)⟧;
⟦DDL {table a, table b}|drop table if exists a, b cascade⟧;
