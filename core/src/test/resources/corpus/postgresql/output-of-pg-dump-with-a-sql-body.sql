\restrict aB1
⟦DDL {function public.total}|CREATE FUNCTION public.total(a integer, b integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (total.a > total.b) THEN total.a
             ELSE total.b
         END AS greater;
 SELECT (total.a + total.b);
END⟧;


⟦DDL|ALTER FUNCTION public.total(a integer, b integer) OWNER TO app⟧;
\unrestrict aB1
