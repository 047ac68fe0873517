⟦DDL {view mv}|CREATE MATERIALIZED VIEW mv TO daily AS
SELECT toDate(at) AS day, count() AS n, if(n > 1, 'a;', 'b') AS c
FROM events
GROUP BY day⟧;
⟦QUERY|SELECT 1⟧;
