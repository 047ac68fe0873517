package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;

/**
 * PostgreSQL.
 */
class PostgresMigratorTests extends MigratorContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.postgresql();
	}

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE FUNCTION plus_one(i integer) RETURNS integer LANGUAGE plpgsql AS $body$", "BEGIN",
				"  -- it's a comment; with a quote", "  RETURN i + 1;", "END;", "$body$;",
				"CREATE FUNCTION twice(i integer) RETURNS integer BEGIN ATOMIC SELECT i; SELECT i * 2; END;",
				"CREATE TABLE after_body (id INTEGER);" };
	}

}
