⟦SESSION|set sql_mode = 'ANSI_QUOTES'⟧;
⟦QUERY|select 1 as "a\"⟧;
⟦QUERY|select 2⟧;
