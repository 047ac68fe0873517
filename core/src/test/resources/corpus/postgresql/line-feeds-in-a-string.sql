⟦DML|insert into t values ('one;
two;

three')⟧;
⟦QUERY|select 1⟧;
