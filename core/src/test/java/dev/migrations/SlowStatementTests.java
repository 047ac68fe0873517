package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.SlowStatement;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SlowStatementTests {

	@TempDir
	Path directory;

	private MigrationFiles files() {
		return new MigrationFiles(this.directory);
	}

	private List<SlowStatement> slowest(TestDatabase database) {
		return Migrator.builder(database.dataSource()).locations(files().location()).build().migrate().slowest();
	}

	@Test
	void reportsWhatWasSlowWithItsPlaceAndNothingThatWasQuick() {
		files().with("V1__slow.sql", "DO SLEEP(1.1);", "CREATE TABLE quick (id INTEGER);", "", "DO SLEEP(1.1);")
			.with("V2__slow.sql", "DO SLEEP(1.1);");
		assertThat(slowest(TestDatabase.mariadb())).extracting(SlowStatement::place)
			.containsExactlyInAnyOrder("V1__slow.sql, statement 1 of 3 (line 1)",
					"V1__slow.sql, statement 3 of 3 (line 4)", "V2__slow.sql, statement 1 of 1 (line 1)");
	}

	/**
	 * Statements that are sent together are one trip, of which the server says which one
	 * it executes.
	 */
	@Test
	void namesTheStatementAmongThoseThatWereSentTogether() {
		files().with("V1__slow.sql", "CREATE TABLE quick (id INTEGER);",
				"CREATE TABLE slow AS SELECT 1 AS one FROM pg_sleep(7);", "CREATE TABLE quick2 (id INTEGER);");
		assertThat(slowest(TestDatabase.postgresql())).extracting(SlowStatement::place)
			.containsExactly("V1__slow.sql, statement 2 of 3 (line 2)");
	}

	@Test
	void namesAllOfThemWhereTheOneThatWasSeenNeedNotBeTheSlowest() {
		files().with("V1__slow.sql", "CREATE TABLE slow AS SELECT 1 AS one FROM pg_sleep(1.8);",
				"CREATE TABLE slow2 AS SELECT 1 AS one FROM pg_sleep(1.7);");
		assertThat(slowest(TestDatabase.postgresql())).extracting(SlowStatement::place)
			.containsExactly("V1__slow.sql, statements 1 to 2 of 2 (line 1)");
	}

	@Test
	void namesTheScriptAmongThoseThatWereSentTogetherWhereNobodyLooked() {
		files().with("V1__quick.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__quick.sql", "CREATE TABLE two (id INTEGER);")
			.with("V3__slow.sql", "-- two statements", "CREATE TABLE quick (id INTEGER);",
					"CREATE TABLE slow AS SELECT 1 AS one FROM pg_sleep(1.2);")
			.with("V4__quick.sql", "CREATE TABLE four (id INTEGER);");
		assertThat(slowest(TestDatabase.postgresql())).extracting(SlowStatement::place)
			.anyMatch((place) -> place.startsWith("V3__slow.sql, statement"));
	}

	@Test
	void namesAllOfThemWhereNobodyLooked() {
		files().with("V1__slow.sql", "CREATE TABLE quick (id INTEGER);",
				"CREATE TABLE slow AS SELECT 1 AS one FROM pg_sleep(1.2);");
		assertThat(slowest(TestDatabase.postgresql())).extracting(SlowStatement::place)
			.containsExactly("V1__slow.sql, statements 1 to 2 of 2 (line 1)");
	}

}
