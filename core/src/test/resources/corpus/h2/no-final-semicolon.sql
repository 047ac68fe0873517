⟦DDL|create table a (id int)⟧;
⟦DDL|create table b (id int)⟧