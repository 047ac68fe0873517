⟦QUERY|select 5 -- 3; it's
+ 1⟧;
--it's; one
⟦QUERY|select 1⟧; # so; is this
⟦QUERY|select 2⟧;
