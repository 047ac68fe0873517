⟦COPY|copy t from stdin⟧;
⟦data|\.x
a\.
 \.
\\.
\.	1
⟧\.
⟦QUERY|select 1⟧;
