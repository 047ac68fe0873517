⟦DDL|create procedure p()
`my;label`: begin
  select 1;
end `my;label`⟧;
⟦QUERY|select 1⟧;
