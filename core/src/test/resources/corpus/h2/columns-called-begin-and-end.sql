⟦DDL|create table t ("begin" int, "end" int, begin_at int, pending int)⟧;
⟦QUERY|select case when 1 = 1 then 2 end⟧;
⟦QUERY|select 3⟧;
