⟦DDL|create table t (
  id int, -- the key; never null
  /* and; then */ name text
)⟧;
⟦QUERY|select 1⟧;
