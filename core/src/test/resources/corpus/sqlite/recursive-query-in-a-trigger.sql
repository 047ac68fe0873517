⟦DDL|create trigger tr after insert on t begin
  insert into log (a) with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select i from n;
end⟧;
⟦QUERY|with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select i from n⟧;
