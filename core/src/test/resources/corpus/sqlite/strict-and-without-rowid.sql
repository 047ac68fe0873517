⟦DDL|create table t (a text not null check (a <> ';'), primary key (a)) strict, without rowid⟧;
⟦QUERY|select 1⟧;
