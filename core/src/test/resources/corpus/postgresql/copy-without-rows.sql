⟦COPY|copy t from stdin⟧;
⟦data|⟧\.
⟦QUERY|select 1⟧;
