package dev.migrations.samples.quickstart;

import dev.migrations.testing.TestDatabase;

/**
 * On PostgreSQL, with no other setting than the URL of the data source.
 */
class PostgresQuickstartTests extends QuickstartContractTests {

	@Override
	TestDatabase createDatabase() {
		return TestDatabase.postgresql();
	}

}
