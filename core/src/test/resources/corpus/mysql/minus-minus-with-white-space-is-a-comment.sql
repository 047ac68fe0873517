⟦QUERY|select 5 -- 3; a
+ 1⟧;
⟦QUERY|select 6 --	tab; after
+ 1⟧;
--
⟦QUERY|select 7⟧ --
;
