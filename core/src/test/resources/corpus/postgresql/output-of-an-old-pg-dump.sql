⟦SESSION|SET standard_conforming_strings = off⟧;
⟦SESSION|SET check_function_bodies = false⟧;
⟦SESSION|SET escape_string_warning = off⟧;
⟦DDL|CREATE FUNCTION plus(integer) RETURNS integer
    AS 'begin return $1 + 1; -- it\'s; one
end;'
    LANGUAGE plpgsql⟧;
⟦DML|INSERT INTO t (a) VALUES ('C:\\dir\\;')⟧;
