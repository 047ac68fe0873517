⟦DDL|alter table t add column if not exists a int⟧;
⟦DDL|drop index if exists i on t⟧;
⟦DDL|create index if not exists i on t (a)⟧;
⟦QUERY|select if(1, 'a;', 'b')⟧;
