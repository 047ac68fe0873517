DELIMITER ;;
⟦DDL|create procedure p() begin select 1; end⟧;;
⟦DDL|create procedure q() begin select 2; end⟧ ;;
DELIMITER ;
⟦QUERY|select 1⟧;
