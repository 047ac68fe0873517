⟦QUERY|select $$a$b; $c$ 'd$$⟧;
⟦QUERY|select 2⟧;
