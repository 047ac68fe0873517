⟦QUERY|select 1⟧;
delimiter ;