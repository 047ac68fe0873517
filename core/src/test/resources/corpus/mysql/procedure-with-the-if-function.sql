⟦DDL|create procedure p(a int)
begin
  select if(a = 1, 'x;', 'y');
  set @b = if (a > 1, 2, 3);
  update t set c = if(d, e, f) where if(g, 1, 0);
end⟧;
⟦QUERY|select 1⟧;
