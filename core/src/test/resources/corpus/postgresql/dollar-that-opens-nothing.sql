⟦QUERY|select a $ b⟧;
⟦QUERY|select 1 $a 2⟧;
⟦QUERY|select 2⟧;
