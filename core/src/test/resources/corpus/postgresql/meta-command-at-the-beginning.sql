⟦ERROR|\set⟧\set ON_ERROR_STOP on
select 1;
