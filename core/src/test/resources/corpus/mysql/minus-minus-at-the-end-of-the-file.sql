⟦QUERY|select 1⟧;
--