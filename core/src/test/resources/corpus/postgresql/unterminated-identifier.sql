⟦QUERY|select 1⟧;
select 1 as ⟦ERROR|⟧"open;
select 2;
