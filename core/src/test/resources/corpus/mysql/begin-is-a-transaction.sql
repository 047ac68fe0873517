⟦TX|begin⟧;
⟦DML|insert into t values (1)⟧;
⟦TX|commit⟧;
⟦TX|begin work⟧;
⟦DML|delete from t⟧;
⟦TX|rollback⟧;
