⟦DDL|create dictionary d (k UInt64) primary key k source(clickhouse(table 'x;')) layout(flat()) lifetime(1)⟧;
⟦DDL|create function f as (a, b) -> a + b⟧;
⟦QUERY|select 1⟧;
