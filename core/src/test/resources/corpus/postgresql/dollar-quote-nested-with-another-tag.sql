⟦DDL|create function f() returns text language plpgsql as $outer$
begin
  execute $inner$ select 1; select ';'; $inner$;
  return $$ok;$$;
end;
$outer$⟧;
⟦QUERY|select 2⟧;
