⟦DDL|create function f() returns text
begin atomic
  -- end; begin atomic
  select 'end;' /* end; */;
  select $$end;$$;
end⟧;
⟦QUERY|select 1⟧;
