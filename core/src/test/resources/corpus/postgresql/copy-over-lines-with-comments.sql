⟦COPY|copy "t;x" (
  a, -- from stdin;
  b /* ; */
) from
  stdin⟧;
⟦data|1	2
⟧\.
⟦QUERY|select 1⟧;
