⟦QUERY|select E'it\'s; fine'⟧;
⟦QUERY|select e'\\'⟧;
⟦QUERY|select E'\\\'; '''⟧;
