⟦DML|insert into t values ('one;
-- two
# three
delimiter //
/* four;')⟧;
⟦QUERY|select 1⟧;
