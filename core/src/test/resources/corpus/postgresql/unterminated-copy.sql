⟦QUERY|select 1⟧;
⟦ERROR|⟧⟦COPY|copy t from stdin⟧;
1	a
2	b
