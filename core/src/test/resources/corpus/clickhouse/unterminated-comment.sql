⟦ERROR|⟧/* open; /* * /
select 1;
