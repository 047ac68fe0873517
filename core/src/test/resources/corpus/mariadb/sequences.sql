⟦DDL {sequence s}|create sequence s start with 10⟧;
⟦QUERY|select nextval(s), next value for s⟧;
