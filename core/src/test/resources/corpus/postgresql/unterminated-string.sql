⟦QUERY|select 1⟧;
select ⟦ERROR|⟧'open; and
never closed;
