⟦QUERY|select 1⟧;
⟦ERROR|\connect⟧\connect other
select 2;
