⟦QUERY|select 5--3; and so on
+ 1⟧;
--it's; a comment
⟦QUERY|select 2⟧;
