⟦DDL|create function f(a int) returns text
begin atomic
  select case when a > 1 then case a when 2 then 'two;' else 'many' end else 'one' end;
  select 'x';
end⟧;
⟦QUERY|select 1⟧;
