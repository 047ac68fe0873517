-- A licence, which is no code.
\restrict abc
-- migrations:   transaction=none,  x = 1
/* comment */ CREATE TABLE "T 1" (id int, name text DEFAULT 'it''s', "größe" numeric(3,1)); -- tail
;
INSERT INTO "T 1" VALUES (1, E'a\'b', -1.5e3), (2, $tag$ -- no comment
 $tag$, 0x1F); /*+ SeqScan(t) */ SELECT a||b, x'1F', U&'d\0061t' FROM t WHERE a<=b;
CREATE FUNCTION f() RETURNS text BEGIN ATOMIC SELECT '😀'; END;
COPY t (a) FROM stdin;
 1	-- data
\.
-- migrations: if  exists table( x )
SELECT 2
