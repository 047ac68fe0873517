⟦COPY|copy t (a, b) from stdin⟧;
⟦data|1	one
2	two
⟧\.
⟦QUERY|select 1⟧;
