⟦DDL|create procedure p()
begin
  for i in 1..10 do
    select i;
  end for;
  for r in (select a from t) do
    select r.a;
  end for;
  for i in reverse 1..3 do select i; end for;
end⟧;
⟦QUERY|select 1⟧;
