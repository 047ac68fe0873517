⟦QUERY|select u & '\'::bit(4) from t⟧;
⟦QUERY|select 2⟧;
