⟦?|truncate t, a restart identity cascade⟧;
⟦?|lock table t in exclusive mode⟧;
⟦QUERY|select 1 for update⟧;
