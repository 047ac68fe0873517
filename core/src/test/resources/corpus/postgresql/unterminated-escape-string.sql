select ⟦ERROR|⟧E'open\';
select 2;
