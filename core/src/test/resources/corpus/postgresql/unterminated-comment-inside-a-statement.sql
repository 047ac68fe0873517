select 1 ⟦ERROR|⟧/* open
;
