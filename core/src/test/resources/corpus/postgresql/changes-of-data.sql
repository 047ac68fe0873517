⟦DML|insert into t values (1)⟧;
⟦DML|update t set a = 1⟧;
⟦DML|delete from t⟧;
⟦DML|with a as (select 1) insert into t select * from a⟧;
⟦DML|with moved as (delete from a returning *) insert into b select * from moved⟧;
⟦DML|merge into t using s on t.id = s.id when matched then delete⟧;
