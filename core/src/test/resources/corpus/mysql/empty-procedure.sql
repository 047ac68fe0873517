⟦DDL|create procedure p() begin end⟧;
⟦DDL|create procedure q()
begin
end⟧;
⟦QUERY|select 1⟧;
