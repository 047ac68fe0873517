⟦TX|begin transaction⟧;
⟦TX|savepoint a⟧;
⟦TX|rollback to savepoint a⟧;
⟦TX|commit work⟧;
⟦TX|rollback⟧;
