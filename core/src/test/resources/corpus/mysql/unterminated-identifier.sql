select 1 as ⟦ERROR|⟧`open;
select 2;
