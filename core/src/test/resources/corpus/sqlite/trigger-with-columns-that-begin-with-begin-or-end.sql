⟦DDL|create trigger tr after insert on t begin
  update t set begin_at = 1, end_at = 2, ended = 3, beginning = 4, pending = 5, send = 6;
  select case_id, casey, "end", [begin] from ending;
end⟧;
⟦QUERY|select 1⟧;
