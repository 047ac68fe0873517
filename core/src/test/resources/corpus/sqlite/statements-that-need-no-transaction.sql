⟦?!|vacuum⟧;
⟦?!|vacuum main into '/no/such;directory/x.db'⟧;
⟦?!|attach database ':memory:' as "x;y"⟧;
⟦?!|detach "x;y"⟧;
