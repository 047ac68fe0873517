⟦QUERY|select E'one'
'two\'; still a string'⟧;
⟦QUERY|select 2⟧;
