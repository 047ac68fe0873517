⟦DDL|create function f() returns int
begin atomic
  select t.end from t;
  select t."end", x.begin from t, x;
end⟧;
⟦QUERY|select 1⟧;
