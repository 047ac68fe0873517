⟦DDL|create or replace procedure p(a int)
language sql
begin atomic
  insert into t values (a);
  delete from t where b = a;
end⟧;
⟦OTHER|call p(1)⟧;
