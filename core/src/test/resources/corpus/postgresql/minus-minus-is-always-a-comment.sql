⟦QUERY|select 5--3; and so on
+ 1⟧;
