⟦QUERY|select a -> '$.b;c', a ->> '$[0]' from t⟧;
⟦QUERY|select 1⟧;
