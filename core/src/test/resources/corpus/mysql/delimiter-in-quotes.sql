DELIMITER '//'
⟦QUERY|select 1⟧//
DELIMITER ";"
⟦QUERY|select 2⟧;
