⟦TX|begin⟧;
⟦DDL|create trigger tr after insert on t begin select 1; end⟧;
⟦TX|end⟧;
⟦TX|begin⟧;
⟦DML|delete from t⟧;
⟦TX|commit⟧;
