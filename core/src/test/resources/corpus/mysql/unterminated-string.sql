⟦QUERY|select 1⟧;
select ⟦ERROR|⟧'open\';
select 2;
