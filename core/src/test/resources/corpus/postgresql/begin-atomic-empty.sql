⟦DDL|create procedure p() begin atomic end⟧;
⟦QUERY|select 1⟧;
