⟦QUERY|select E'a\\', 'b;'⟧;
⟦QUERY|select E'\';'⟧;
