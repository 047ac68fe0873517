⟦DDL|create function f() returns int language sql security definer set search_path = '' as $_$ select 1; $_$⟧;
⟦QUERY|select 1⟧;
