⟦DML|insert into t (a) values ('x;') returning id, a⟧;
⟦DML|delete from t returning id⟧;
