⟦DDL|create procedure if not exists p() begin select 1; end⟧;
⟦DDL|drop procedure if exists p⟧;
⟦QUERY|select 1⟧;
