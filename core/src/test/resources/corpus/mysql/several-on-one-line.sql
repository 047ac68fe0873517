⟦QUERY|select 1⟧; ⟦DDL|create procedure p() begin select 2; end⟧;⟦QUERY|select 3⟧;
