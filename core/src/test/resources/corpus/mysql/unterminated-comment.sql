⟦QUERY|select 1⟧;
⟦ERROR|⟧/* open; /*
select 2;
