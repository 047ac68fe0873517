⟦QUERY|select $$a;b 'c$$⟧;
⟦QUERY|select $tag$ ; $$ ; $tag$⟧;
⟦QUERY|select 2⟧;
