package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.migrations.model.Version;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What became of a statement is asked where it was sent: a script may have chosen another
 * role or schema before it.
 */
class DoubtElsewhereTests {

	private static final String WAITING_IN_MARIADB = "SELECT id FROM information_schema.processlist "
			+ "WHERE state LIKE 'Waiting for table metadata lock%' AND info LIKE '%other%'";

	private static final String WAITING_IN_POSTGRES = "SELECT pid FROM pg_stat_activity "
			+ "WHERE wait_event_type = 'Lock' AND query LIKE '%INDEX CONC%' AND datname = current_database()";

	@TempDir
	Path directory;

	private MigrationFiles files() {
		return new MigrationFiles(this.directory);
	}

	private Migrator migrator(String url) {
		return Migrator.builder(new DriverManagerDataSource(url)).locations(files().location()).build();
	}

	/**
	 * Migrates, and kills the session while its statement waits for a table that somebody
	 * reads. Once nobody does, the run goes on by itself.
	 * @param url where migrations are applied
	 * @param database where the table is
	 * @param table the table
	 * @param waiting finds the session
	 * @param kill kills the session whose number follows in parentheses
	 */
	private void migrateAndKill(String url, TestDatabase database, String table, String waiting, String kill)
			throws Exception {
		CompletableFuture<MigrationReport> killed;
		try (Connection reader = DriverManager.getConnection(database.url());
				Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("SELECT * FROM " + table).close();
			killed = CompletableFuture.supplyAsync(migrator(url)::migrate);
			String session = await().atMost(Duration.ofMinutes(2))
				.until(() -> database.query(waiting), (found) -> !found.isEmpty())
				.get(0);
			database.execute(kill + "(" + session + ")");
			await().atMost(Duration.ofMinutes(2)).until(() -> !database.query(waiting).contains(session));
		}
		assertThat(killed.get().isUpToDate()).isTrue();
	}

	@Test
	void mariadbIsAskedWithTheRoleThatSeesTheTable() throws Exception {
		TestDatabase database = TestDatabase.mariadbWithUsers();
		String name = database.query("SELECT DATABASE()").get(0);
		String user = "'user_" + name + "'@'%'";
		database.execute("CREATE TABLE other (id INTEGER)", "CREATE ROLE role_" + name,
				"GRANT ALL ON " + name + ".other TO role_" + name, "CREATE USER " + user + " IDENTIFIED BY 'secret'",
				"GRANT role_" + name + " TO " + user);
		for (String own : new String[] { "", "_step", "_lock", "_audit" }) {
			database.execute("GRANT ALL ON " + name + ".migration_history" + own + " TO " + user);
		}
		String url = database.url().substring(0, database.url().indexOf('?')) + "?user=user_" + name
				+ "&password=secret";
		files().with("V1__role.sql", "SET ROLE role_" + name + ";", "ALTER TABLE other ADD COLUMN added INTEGER;",
				"INSERT INTO other VALUES (1, 2);");
		try {
			migrateAndKill(url, database, "other", WAITING_IN_MARIADB, "KILL ");
		}
		finally {
			database.execute("DROP USER " + user, "DROP ROLE role_" + name);
		}
		assertThat(database.query("SELECT added FROM other")).containsExactly("2");
	}

	@Test
	void mariadbIsAskedInTheDatabaseThatTheScriptUses() throws Exception {
		TestDatabase database = TestDatabase.mariadb();
		String other = database.query("SELECT DATABASE()").get(0) + "_other";
		database.execute("CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)", "CREATE DATABASE " + other,
				"CREATE TABLE " + other + ".a (id INTEGER)", "CREATE TABLE " + other + ".b (id INTEGER)");
		files().with("V1__use.sql", "USE " + other + ";", "DROP TABLE /* other */ a, b;",
				"CREATE TABLE c (id INTEGER);");
		try {
			migrator(database.url()).baseline(Version.of("0"));
			migrateAndKill(database.url(), database, other + ".b", WAITING_IN_MARIADB, "KILL ");
			assertThat(database.query("SELECT id FROM a")).containsExactly("1");
			assertThat(database
				.query("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + other + "'"))
				.containsExactly("c");
		}
		finally {
			database.execute("DROP DATABASE " + other);
		}
	}

	@Test
	void postgresqlIsAskedInTheSchemaThatTheScriptSearches() throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE TABLE t (id INTEGER)", "CREATE SCHEMA other", "CREATE TABLE other.t (id INTEGER)",
				"CREATE INDEX of_public ON t (id)");
		files().with("V1__index.sql", "SET search_path TO other;", "CREATE INDEX CONCURRENTLY of_other ON t (id);");
		migrateAndKill(database.url(), database, "other.t", WAITING_IN_POSTGRES, "SELECT pg_terminate_backend");
		assertThat(database
			.query("SELECT i.indisvalid FROM pg_index i WHERE i.indexrelid = to_regclass('other.of_other')"))
			.containsExactly("t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RESET search_path;", "RESET ALL;", "SET search_path TO DEFAULT;" })
	void postgresqlIsAskedWhereTheScriptIsBack(String back) throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE TABLE t (id INTEGER)", "CREATE INDEX i ON t (id)", "CREATE SCHEMA other",
				"CREATE TABLE other.t (id INTEGER)");
		files().with("V1__index.sql", "SET search_path TO other;", back, "DROP INDEX CONCURRENTLY i;",
				"CREATE INDEX CONCURRENTLY j ON t (id);");
		migrateAndKill(database.url(), database, "t", WAITING_IN_POSTGRES, "SELECT pg_terminate_backend");
		assertThat(database.query("SELECT to_regclass('i') IS NULL, to_regclass('j') IS NULL")).containsExactly("t|f");
	}

}
