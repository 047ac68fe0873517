⟦DDL|create rule r as on insert to t do also (insert into a values (1); insert into b values (2);)⟧;
⟦QUERY|select 1⟧;
