⟦QUERY|select 1⟧;
⟦ERROR|⟧begin not atomic
  select 1;
