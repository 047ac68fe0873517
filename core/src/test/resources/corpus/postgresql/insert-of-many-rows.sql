⟦DML|insert into t (a, b) values
  (1, 'one;'),
  (2, E'two\n'),
  (3, $$three;$$)
on conflict (a) do update set b = excluded.b⟧;
⟦QUERY|select 1⟧;
