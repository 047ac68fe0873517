-- migrations: transaction=none, x = 1   
CREATE
	TABLE "T 1"(id int,name text DEFAULT 'it''s',"größe" numeric ( 3 , 1 ) )
;INSERT INTO "T 1" VALUES(1,E'a\'b',- 1.5e3),(2,$tag$ -- no comment
 $tag$,0x1F);
/*+ SeqScan(t) */SELECT a || b, /* why */ x'1F', U&'d\0061t' FROM t WHERE a <= b;
CREATE FUNCTION f() RETURNS text
BEGIN ATOMIC
	SELECT '😀';
END;
COPY t(a) FROM stdin; -- data
 1	-- data
\.
--migrations:if exists table( x )
SELECT 2;
