DELIMITER //
⟦DDL|create procedure p() begin select 1; select 2; end⟧//
DELIMITER ;
⟦OTHER|call p()⟧;
