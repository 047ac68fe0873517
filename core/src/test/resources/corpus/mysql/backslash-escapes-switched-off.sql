⟦SESSION|set sql_mode = 'NO_BACKSLASH_ESCAPES'⟧;
⟦QUERY|select 'C:\'⟧;
⟦QUERY|select 'a\', 'b;\'⟧;
⟦SESSION|set sql_mode = ''⟧;
⟦QUERY|select 'it\'s; here'⟧;
