⟦QUERY|select 5--3; and so on
+ 1⟧;
--it's; one
⟦QUERY|select 2⟧;
