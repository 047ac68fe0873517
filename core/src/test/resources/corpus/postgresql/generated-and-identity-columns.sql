⟦DDL|create table t (
  id bigint generated always as identity primary key,
  a text generated always as (lower(b || ';')) stored,
  check (a <> ';')
) partition by range (id)⟧;
⟦DDL|create table t1 partition of t for values from (minvalue) to (10)⟧;
