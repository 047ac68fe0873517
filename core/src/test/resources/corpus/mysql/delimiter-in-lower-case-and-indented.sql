  delimiter $$
⟦DDL|create procedure p() begin select 1; end⟧$$
	DeLiMiTeR ;
⟦QUERY|select 1⟧;
