⟦DDL|create trigger tr after insert on t when new."begin" = 'begin' begin
  select new."begin";
end⟧;
⟦QUERY|select 1⟧;
