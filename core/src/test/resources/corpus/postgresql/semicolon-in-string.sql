⟦DML|insert into t values ('a;b', ';', '')⟧;
⟦QUERY|select 1⟧;
