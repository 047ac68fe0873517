⟦DDL|create table t (id int)⟧;
  ⟦ERROR|\i⟧\i other.sql
