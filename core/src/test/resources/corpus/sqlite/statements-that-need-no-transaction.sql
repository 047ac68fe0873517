⟦?!|vacuum⟧;
⟦?!|vacuum main into 'x.db'⟧;
⟦?!|attach database 'x;y.db' as x⟧;
⟦?!|detach x⟧;
