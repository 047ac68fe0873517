⟦DDL|create procedure p()
begin
  drop table if exists a;
  create table if not exists b (id int);
  drop temporary table if exists c;
  if exists (select 1 from b) then select 1; end if;
  if not exists (select 1 from b) then select 2; end if;
end⟧;
⟦QUERY|select 3⟧;
