⟦DDL|create or replace procedure p() begin select 1; end⟧;
⟦DDL|create or replace trigger tr before insert on t for each row begin set new.a = 1; end⟧;
⟦DDL {table t}|create or replace table t (id int)⟧;
⟦QUERY|select 1⟧;
