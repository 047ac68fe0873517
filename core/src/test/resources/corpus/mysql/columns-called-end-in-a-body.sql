⟦DDL|create procedure p()
begin
  select t.end, t.begin from t;
  select 1 as end;
  select pending, ended, begins from t where t.end > 1;
end⟧;
⟦QUERY|select 1⟧;
