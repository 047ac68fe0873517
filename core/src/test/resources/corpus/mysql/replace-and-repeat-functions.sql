⟦DDL|create procedure p()
begin
  select replace('a;b', ';', ','), repeat('x;', 3), insert('a', 1, 1, 'b'), left('c', 1);
  replace into t values (1);
  set @a = repeat('-', 10);
end⟧;
⟦QUERY|select replace('a', 'b', 'c')⟧;
⟦DML|replace into t values (1)⟧;
