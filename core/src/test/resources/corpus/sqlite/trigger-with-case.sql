⟦DDL|create trigger tr after update on t begin
  update t set a = case when new.b > 1 then 'x' else 'y' end where id = new.id;
  select case a when 1 then case b when 2 then 3 end else 4 end from t;
end⟧;
⟦QUERY|select 1⟧;
