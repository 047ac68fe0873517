⟦QUERY|select 1⟧;
create function f() returns int language sql as ⟦ERROR|⟧$body$
select 1;
$BODY$;
