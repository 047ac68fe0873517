DELIMITER //
⟦QUERY|select '//', "//", `//` /* // */ -- //
 # //
 from t⟧//
DELIMITER ;
⟦QUERY|select 1⟧;
