⟦?!|vacuum⟧;
⟦?!|vacuum main into 'missing/x.db'⟧;
⟦?!|attach database 'x;y.db' as x⟧;
⟦?!|detach x⟧;
