⟦DDL|create procedure p()
begin
  declare a row type of t;
  declare b type of t.id default 1;
  declare c row (x int, y text);
  set c.x = 1;
end⟧;
⟦QUERY|select 1⟧;
