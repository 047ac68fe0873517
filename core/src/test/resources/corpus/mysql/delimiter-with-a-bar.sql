DELIMITER |
⟦DDL|create trigger tr before insert on t for each row begin set new.a = 1; set new.b = 2; end⟧|
DELIMITER ;
⟦QUERY|select 1⟧;
