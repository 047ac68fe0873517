⟦DDL|create or replace rule r as on insert to t where (new.a > (1 + 2)) do instead (
  insert into a values (new.a, (select max(b) from c));
  select ')' as x;
  notify changed
)⟧;
⟦QUERY|select 1⟧;
