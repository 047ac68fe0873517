⟦COPY|copy t from stdin with delimiter ';' null as ''⟧;
⟦data|a;b
⟧\.
⟦COPY|copy t from stdin delimiters '|'⟧;
⟦data|a|b
⟧\.
