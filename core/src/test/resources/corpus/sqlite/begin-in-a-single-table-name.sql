⟦DDL|create table begin_log (a)⟧;
⟦DML|insert into begin_log values (1)⟧;
⟦DDL|create table endings (a)⟧;
