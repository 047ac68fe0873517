select ⟦ERROR|⟧"open;
select 2;
