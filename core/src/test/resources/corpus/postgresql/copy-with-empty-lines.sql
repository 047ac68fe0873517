⟦COPY|copy t from stdin⟧;
⟦data|

a

⟧\.

⟦QUERY|select 1⟧;
