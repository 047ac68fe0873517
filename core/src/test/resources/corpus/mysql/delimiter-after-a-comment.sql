/* procedures; */
DELIMITER //
-- first; one
⟦DDL|create procedure p() begin select 1; end⟧ // -- done; here
DELIMITER ;
⟦QUERY|select 1⟧;
