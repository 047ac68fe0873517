⟦QUERY|select delimiter_count from t⟧;
⟦DML|insert into t (a, delimiter_x) values (1, 'delimiter //')⟧;
⟦QUERY|select 1⟧;
