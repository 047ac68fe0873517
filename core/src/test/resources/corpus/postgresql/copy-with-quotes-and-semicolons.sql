⟦COPY|COPY public.notes (id, body) FROM stdin⟧;
⟦data|1	it's; here
2	"open; quote
3	/* no comment; -- nor this
4	$$ neither; $a$
5	E'\\'
⟧\.
⟦DDL|CREATE TABLE after_copy (id int)⟧;
