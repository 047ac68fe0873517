select ⟦ERROR|⟧"open;
