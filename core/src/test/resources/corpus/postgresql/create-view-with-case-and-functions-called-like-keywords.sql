⟦DDL|create view v as select case when replace('a', ';', 'b') = 'a' then left('c;', 1) end as x⟧;
⟦QUERY|select 1⟧;
