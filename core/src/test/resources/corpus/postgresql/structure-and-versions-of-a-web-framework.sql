⟦DDL {extension pgcrypto}|CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public⟧;


--
-- Name: EXTENSION pgcrypto; Type: COMMENT; Schema: -; Owner: -
--

⟦DDL|COMMENT ON EXTENSION pgcrypto IS 'cryptographic; functions'⟧;


⟦DDL {table public.schema_migrations}|CREATE TABLE public.schema_migrations (
    version character varying NOT NULL
)⟧;

--
-- PostgreSQL database dump complete
--

⟦SESSION|SET search_path TO "$user", public⟧;

⟦DML|INSERT INTO "schema_migrations" (version) VALUES
('20240101120000'),
('20240102130000')⟧;

