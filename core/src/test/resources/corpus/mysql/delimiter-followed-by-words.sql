DELIMITER // the rest of the line is nothing
⟦QUERY|select 1⟧//
DELIMITER ; -- back; again
⟦QUERY|select 2⟧;
