⟦DDL|create table t (begin int, end int, `if` int)⟧;
⟦QUERY|select begin, end, t.end, t.begin from t⟧;
⟦QUERY|select 1 as end, 2 as begin⟧;
⟦QUERY|select 3⟧;
