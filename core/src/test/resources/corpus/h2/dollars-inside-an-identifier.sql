⟦QUERY|select a$$b from t⟧;
⟦QUERY|select a$$ from t⟧;
