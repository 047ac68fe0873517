delimiter //
⟦DDL|create procedure p() begin select 1; end⟧//
⟦QUERY|select 1⟧
//