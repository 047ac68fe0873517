package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.migrations.model.MigrationFailedException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Scripts that find rows changed by others since they looked.
 */
class SerializationFailureTests {

	private final List<String> reasons = new CopyOnWriteArrayList<>();

	/**
	 * The script waits behind its first look until somebody else has changed the row.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb" })
	void areTriedAgainAsAWhole(String vendor, @TempDir Path directory) throws SQLException {
		boolean postgres = vendor.equals("postgresql");
		TestDatabase database = postgres ? TestDatabase.postgresql() : TestDatabase.mariadb();
		MigrationFiles files = new MigrationFiles(directory).with("V1__one.sql",
				"CREATE TABLE one (id INTEGER PRIMARY KEY, n INTEGER);", "INSERT INTO one VALUES (1, 0);",
				postgres ? "" : "CREATE FUNCTION waits() RETURNS INTEGER RETURN GET_LOCK('changed', 60);");
		// From 11.6 on MariaDB does so unasked.
		String url = database.url() + (postgres ? "" : "&sessionVariables=innodb_snapshot_isolation=1");
		MigratorBuilder builder = Migrator.builder(new DriverManagerDataSource(url))
			.locations(files.location())
			.ddlLockTimeout(Duration.ofMinutes(1))
			.listeners(new MigrationListener() {

				@Override
				public void migrationRetried(MigrationEvent.MigrationRetried event) {
					SerializationFailureTests.this.reasons.add(event.reason());
				}

			});
		builder.build().migrate();
		files.with("V2__two.sql", "BEGIN" + (postgres ? " ISOLATION LEVEL REPEATABLE READ;" : ";"),
				"SELECT n FROM one;", postgres ? "SELECT pg_advisory_xact_lock(4711);" : "SELECT waits();",
				"UPDATE one SET n = n + 10;", "COMMIT;");
		try (Connection other = DriverManager.getConnection(database.url())) {
			execute(other, postgres ? "SELECT pg_advisory_lock(4711)" : "SELECT GET_LOCK('changed', 0)");
			CompletableFuture<Void> change = CompletableFuture.runAsync(() -> {
				await().atMost(Duration.ofMinutes(1))
					.until(() -> !database
						.query(postgres
								? "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 "
										+ "AND NOT granted"
								: "SELECT id FROM information_schema.processlist "
										+ "WHERE db = DATABASE() AND state = 'User lock'")
						.isEmpty());
				execute(other, "UPDATE one SET n = 1");
				execute(other, postgres ? "SELECT pg_advisory_unlock(4711)" : "SELECT RELEASE_LOCK('changed')");
			});
			assertThat(builder.build().migrate().isUpToDate()).isTrue();
			change.join();
		}
		assertThat(database.query("SELECT n FROM one")).containsExactly("11");
		assertThat(this.reasons).singleElement()
			.asString()
			.startsWith("V2__two.sql, line 4: statement 4 found rows changed by others (attempt 1 of 11).");
	}

	/**
	 * Its row of the time before is there, and goes back with the attempt.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb" })
	void areTriedAgainAsOftenAsIsAllowedWhereTheScriptIsRepeatable(String vendor, @TempDir Path directory) {
		boolean postgres = vendor.equals("postgresql");
		TestDatabase database = postgres ? TestDatabase.postgresql() : TestDatabase.mariadb();
		MigrationFiles files = new MigrationFiles(directory)
			.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);", "CREATE TABLE two (id INTEGER);",
					postgres ? "CREATE FUNCTION deadlock() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
							+ "RAISE EXCEPTION 'a deadlock' USING ERRCODE = '40P01'; END $$;" : "",
					"CREATE TRIGGER deadlock BEFORE INSERT ON two FOR EACH ROW "
							+ (postgres ? "EXECUTE FUNCTION deadlock();"
									: "SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'a deadlock';"))
			.with("R__two.sql", "DELETE FROM one;");
		MigratorBuilder builder = Migrator.builder(database.dataSource())
			.locations(files.location())
			.ddlRetries(2)
			.listeners(new MigrationListener() {

				@Override
				public void migrationRetried(MigrationEvent.MigrationRetried event) {
					SerializationFailureTests.this.reasons.add(event.reason());
				}

			});
		builder.build().migrate();
		files.with("R__two.sql", "INSERT INTO one VALUES (1);", "INSERT INTO two VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(builder.build()::migrate)
			.withMessageContaining("R__two.sql, line 2, column 1: statement 2 failed");
		assertThat(this.reasons).hasSize(2);
		assertThat(database.query("SELECT id FROM one")).isEmpty();
	}

	/**
	 * The function that it calls has written, and is not called again.
	 */
	@Test
	void areTriedAgainFromWhereAScriptIsInForce(@TempDir Path directory) {
		TestDatabase database = TestDatabase.mariadb();
		MigrationFiles files = new MigrationFiles(directory).with("V1__one.sql",
				"CREATE TABLE one (id INTEGER PRIMARY KEY);", "CREATE TABLE two (id INTEGER);",
				"CREATE TABLE gate (id INTEGER);",
				"CREATE FUNCTION writes() RETURNS INTEGER MODIFIES SQL DATA BEGIN INSERT INTO one VALUES (1); RETURN 1; END;",
				"CREATE TRIGGER deadlock BEFORE INSERT ON two FOR EACH ROW IF NOT EXISTS (SELECT 1 FROM gate) THEN "
						+ "SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'a deadlock'; END IF;");
		MigratorBuilder builder = Migrator.builder(database.dataSource())
			.locations(files.location())
			.listeners(new MigrationListener() {

				@Override
				public void migrationRetried(MigrationEvent.MigrationRetried event) {
					SerializationFailureTests.this.reasons.add(event.reason());
					database.execute("INSERT INTO gate VALUES (1)");
				}

			});
		builder.build().migrate();
		files.with("V2__two.sql", "CREATE TABLE three (id INTEGER);", "DO writes();", "INSERT INTO three VALUES (1);",
				"INSERT INTO two VALUES (1);");
		assertThat(builder.build().migrate().isUpToDate()).isTrue();
		assertThat(database.query("SELECT one.id, two.id, three.id FROM one, two, three")).containsExactly("1|1|1");
		assertThat(this.reasons).singleElement()
			.asString()
			.startsWith("V2__two.sql, line 4: statement 4 lost a deadlock (attempt 1 of 11).");
	}

	private static void execute(Connection connection, String sql) {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
