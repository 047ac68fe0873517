⟦COPY|copy t from stdin (format text) where a > '1'⟧;
⟦data|1
⟧\.
⟦QUERY|select 1⟧;
