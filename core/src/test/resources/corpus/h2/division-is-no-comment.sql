⟦QUERY|select 4/2, 4 /2, 8/ 4/ 2⟧;
⟦QUERY|select 1⟧;
