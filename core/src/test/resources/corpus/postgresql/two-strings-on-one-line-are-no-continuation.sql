⟦QUERY|select E'a', 'b\'⟧;
⟦QUERY|select 2⟧;
