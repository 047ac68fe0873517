select 1 ⟦ERROR|\g⟧\g
