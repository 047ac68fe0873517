⟦DDL|create trigger tr after insert on t begin
  select 1 as "end";
  select 2 as 'end';
end⟧;
⟦QUERY|select 1⟧;
