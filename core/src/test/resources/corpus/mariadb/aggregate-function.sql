⟦DDL|create aggregate function total(x int) returns int
begin
  declare s int default 0;
  declare continue handler for not found return s;
  loop
    fetch group next row;
    set s = s + x;
  end loop;
end⟧;
⟦QUERY|select 1⟧;
