⟦QUERY|select `a;b`, `it's` from t⟧;
⟦QUERY|select 1⟧;
