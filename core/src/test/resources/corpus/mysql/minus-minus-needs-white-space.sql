⟦QUERY|select 5--3⟧;
⟦QUERY|select 5 --3⟧; ⟦QUERY|select 4⟧;
