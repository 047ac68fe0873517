select 1 ⟦ERROR|⟧/*!50000 + 2;
