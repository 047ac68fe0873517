⟦QUERY|select 4/2, 4 /2/* c; */, 4/ 2⟧;
⟦QUERY|select 3*/* d; */2⟧;
