⟦QUERY|select a$b$ from t⟧;
⟦QUERY|select c$d$⟧;
