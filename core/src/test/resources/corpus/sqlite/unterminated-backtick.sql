select 1 as ⟦ERROR|⟧`open;
