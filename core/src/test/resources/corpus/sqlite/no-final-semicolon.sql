⟦DDL|create table a (id)⟧;
⟦DDL|create table b (id)⟧