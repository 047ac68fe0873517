⟦?|select 1 as a into new_table⟧;
⟦DDL|create table as_table as select ';' as a⟧;
⟦QUERY|select 1⟧;
