⟦DDL {table intervals}|create table intervals ("begin" int, "end" int, atomic int)⟧;
⟦QUERY|select i.begin, i.end, atomic from intervals i⟧;
⟦DDL|create view v as select 1 as end, 2 as begin⟧;
⟦QUERY|select 1⟧;
