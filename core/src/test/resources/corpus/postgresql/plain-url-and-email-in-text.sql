⟦DML|insert into t values ('http://a.b/c--d/*e*/;', 'a@b.c')⟧;
⟦QUERY|select 1⟧;
