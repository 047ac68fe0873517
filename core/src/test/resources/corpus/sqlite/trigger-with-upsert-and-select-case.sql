⟦DDL|create trigger tr after insert on t begin
  insert into s (k, n) values (new.k, 1) on conflict (k) do update set n = case when n > 9 then 9 else n + 1 end;
  delete from t where id in (select case when 1 then 2 end);
end⟧;
⟦QUERY|select 1⟧;
