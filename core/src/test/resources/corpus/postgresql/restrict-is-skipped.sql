\restrict 7hq3
⟦SESSION|SET statement_timeout = 0⟧;
⟦DDL|CREATE TABLE t (id int)⟧;

\unrestrict 7hq3
