⟦DDL|create function f() returns int language sql as $$ select 1; $$⟧;
⟦COPY|copy t (a, b) from stdin⟧;
⟦data|'	'
''	"
'''	$$
-- 	/*
*/	;
;	;
⟧\.
⟦DDL|create function g() returns int language sql as $$ select 2; $$⟧;
