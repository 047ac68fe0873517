⟦QUERY|select case when 1 then 2 else 3 end⟧;
⟦DDL|create view v as select case a when 1 then 2 end as x from t⟧;
⟦DDL|create index i on t (case when a then b end)⟧;
⟦QUERY|select 1⟧;
