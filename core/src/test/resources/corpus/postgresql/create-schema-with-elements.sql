⟦DDL {schema app}|create schema app create table t (id int) create view v as select 1⟧;
⟦DDL|create schema authorization current_user⟧;
⟦QUERY|select 1⟧;
