⟦QUERY|select 1⟧;
select ⟦ERROR|⟧'open;
