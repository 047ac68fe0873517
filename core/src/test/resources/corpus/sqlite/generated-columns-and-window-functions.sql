⟦DDL|create table t (a, b as (a || ';') stored)⟧;
⟦QUERY|select sum(a) over (partition by b order by c rows between 1 preceding and current row) from t⟧;
