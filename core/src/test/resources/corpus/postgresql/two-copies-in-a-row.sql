⟦COPY|copy a from stdin⟧;
⟦data|1
⟧\.
⟦COPY|copy b from stdin⟧;
⟦data|2
⟧\.
