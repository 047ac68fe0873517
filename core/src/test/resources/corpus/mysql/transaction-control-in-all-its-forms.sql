⟦TX|start transaction with consistent snapshot⟧;
⟦TX|start transaction read only⟧;
⟦TX|savepoint a⟧;
⟦TX|rollback to a⟧;
⟦TX|rollback work to savepoint a⟧;
⟦TX|release savepoint a⟧;
⟦TX|commit and no chain⟧;
⟦TX|commit work⟧;
⟦TX|rollback⟧;
