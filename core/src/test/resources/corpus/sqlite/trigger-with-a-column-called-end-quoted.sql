⟦DDL|create trigger tr after insert on t begin
  update t set "end" = new."end";
  update t set "begin" = old."begin", "case" = 1;
end⟧;
⟦QUERY|select 1⟧;
