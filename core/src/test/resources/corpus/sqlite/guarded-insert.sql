⟦DML|insert into t select 1 where not exists (select 1 from t where a = ';')⟧;
⟦QUERY|select 1⟧;
