⟦DML|insert into t values ('one;
-- two
// three
/* four;')⟧;
⟦QUERY|select 1⟧;
