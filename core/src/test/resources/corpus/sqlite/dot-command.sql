⟦QUERY|select 1⟧;
⟦ERROR|.mode⟧.mode csv
select 2;
