⟦TX|begin⟧;
⟦DML|insert into t values (1)⟧;
⟦TX|commit⟧;
