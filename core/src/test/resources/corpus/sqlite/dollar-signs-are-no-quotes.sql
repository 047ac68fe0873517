⟦QUERY|select a$$b from t⟧;
⟦QUERY|select b$$ from t⟧;
