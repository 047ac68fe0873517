⟦QUERY|select 1⟧;
⟦ERROR|⟧copy t from stdin;
1	a
2	b
