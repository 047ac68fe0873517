⟦QUERY|select 1⟧;
⟦ERROR|⟧DELIMITER
select 2;
