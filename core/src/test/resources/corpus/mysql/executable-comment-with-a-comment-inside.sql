⟦DDL|create table t (id int) /*!50100 engine = innodb /* inner; */ comment 'x' */⟧;
⟦QUERY|select 1⟧;
