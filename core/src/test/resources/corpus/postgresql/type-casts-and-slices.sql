⟦QUERY|select '{1,2}'::int[], a[1:2], b::text from t⟧;
⟦QUERY|select 'a'::"char", x := 1⟧;
