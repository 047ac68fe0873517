⟦COPY|copy t from stdin⟧;
⟦data|1
⟧\.