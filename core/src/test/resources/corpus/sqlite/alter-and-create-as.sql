⟦DDL|create table b as select * from a where x = ';'⟧;
⟦DDL|create temp table c as select 1⟧;
⟦DDL|alter table b add column created_at text default (datetime('now'))⟧;
