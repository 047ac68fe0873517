⟦?|set statement max_statement_time = 10 for select 'a;b'⟧;
⟦QUERY|select 1⟧;
