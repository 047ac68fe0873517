package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Statements that do not get their lock, because a reader has a transaction open.
 */
class LockTimeoutTests {

	@TempDir
	Path directory;

	private final List<MigrationEvent.MigrationRetried> retries = new CopyOnWriteArrayList<>();

	private MigrationFiles files() {
		return new MigrationFiles(this.directory).with("V1__orders.sql", "CREATE TABLE orders (id INTEGER);",
				"INSERT INTO orders (id) VALUES (1);");
	}

	private static Connection reader(TestDatabase database) {
		return database.openTransaction("SELECT id FROM orders /* the report */");
	}

	private MigratorBuilder builder(TestDatabase database) {
		return Migrator.builder(database.dataSource())
			.locations(files().location())
			.ddlLockTimeout(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql" })
	void isTriedAgainUntilTheReaderLeaves(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		builder(database).build().migrate();
		files().with("V2__name.sql", "ALTER TABLE orders ADD COLUMN name VARCHAR(20);",
				"INSERT INTO orders (id, name) VALUES (2, 'two');");
		assertThat(migrateUntilTheReaderLeaves(database).applied()).hasSize(1);
		assertThat(database.query("SELECT name FROM orders WHERE id = 2")).containsExactly("two");
		assertThat(this.retries).extracting(MigrationEvent.MigrationRetried::attempt).containsExactly(1, 2);
		assertThat(this.retries.get(0).attempts()).isEqualTo(11);
		assertThat(this.retries.get(0).reason())
			.startsWith("V2__name.sql, line 1: statement 1 did not get its lock within 1 s (attempt 1 of 11).")
			.contains("In the way: server process ", "idle in transaction");
		if (vendor.equals("postgresql")) {
			assertThat(this.retries.get(0).reason()).contains("SELECT id FROM orders /* the report */");
		}
	}

	/**
	 * It leaves before the third attempt.
	 */
	private MigrationReport migrateUntilTheReaderLeaves(TestDatabase database) throws SQLException {
		Connection reader = reader(database);
		return builder(database).listeners(new MigrationListener() {

			@Override
			public void migrationRetried(MigrationEvent.MigrationRetried event) {
				LockTimeoutTests.this.retries.add(event);
				if (event.attempt() == 2) {
					close(reader);
				}
			}

		}).build().migrate();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void tablesThatAScriptLocksAreAskedForAgainUntilTheReaderLeaves(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		builder(database).build().migrate();
		files().with("V2__dump.sql", "CREATE TABLE two (id INTEGER);", "LOCK TABLES two WRITE;",
				"INSERT INTO two VALUES (2);", "LOCK TABLES orders WRITE;", "INSERT INTO orders (id) VALUES (2), (3);",
				"UNLOCK TABLES;");
		assertThat(migrateUntilTheReaderLeaves(database).applied()).hasSize(1);
		assertThat(database.query("SELECT id FROM orders ORDER BY id")).containsExactly("1", "2", "3");
		assertThat(database.query("SELECT id FROM two")).containsExactly("2");
		assertThat(this.retries).extracting(MigrationEvent.MigrationRetried::attempt).containsExactly(1, 2);
		assertThat(this.retries.get(0).reason())
			.startsWith("V2__dump.sql, line 4: statement 4 did not get its lock within 1 s (attempt 1 of 11).")
			.contains("In the way: server process ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql" })
	void givesUpAfterTheLastAttemptAndSaysWhoWasInTheWay(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		builder(database).build().migrate();
		files().with("V2__name.sql", "-- migrations: retries=1, lock-timeout=1s",
				"ALTER TABLE orders ADD COLUMN name VARCHAR(20);");
		try (Connection reader = reader(database)) {
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> builder(database).ddlRetries(0).build().migrate())
				.satisfies((failure) -> {
					assertThat(failure.getDescription()).contains("V2__name.sql, line 2, column 1: statement 1 failed.",
							"It did not get its lock within 1 s, after 2 attempts. In the way: server process ");
					assertThat(failure.getAction()).startsWith("Let what is in the way end");
				});
			reader.rollback();
		}
		assertThat(builder(database).build().migrate().applied()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql" })
	void leavesNoLimitInThePool(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		config.setMaximumPoolSize(1);
		String limits = switch (vendor) {
			case "postgresql" ->
				"SELECT current_setting('lock_timeout') || ' ' || current_setting('statement_timeout')";
			case "mariadb" -> "SELECT CONCAT(@@lock_wait_timeout, ' ', @@max_statement_time)";
			default -> "SELECT CONCAT(@@lock_wait_timeout, ' ', @@max_execution_time)";
		};
		config.setConnectionInitSql(
				vendor.equals("postgresql") ? "SET lock_timeout = '77s'" : "SET SESSION lock_wait_timeout = 77");
		files().with("V2__own.sql", "-- migrations: lock-timeout=3s, statement-timeout=1h",
				"CREATE TABLE seen (limits VARCHAR(40));", "INSERT INTO seen " + limits + ";");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			String before = query(pool, limits);
			Migrator.builder(pool).locations(files().location()).build().migrate();
			assertThat(query(pool, limits)).isEqualTo(before);
		}
		assertThat(database.query("SELECT limits FROM seen")).containsExactly(switch (vendor) {
			case "postgresql" -> "3s 1h";
			case "mariadb" -> "3 3600.000000";
			default -> "3 3600000";
		});
	}

	@Test
	void aStatementThatTakesTooLongIsEnded() {
		TestDatabase database = TestDatabase.postgresql();
		files().with("V2__slow.sql", "SELECT pg_sleep(60);");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> builder(database).statementTimeout(Duration.ofMillis(300)).build().migrate())
			.withMessageContaining("statement timeout");
	}

	/**
	 * The reader leaves when the index has waited for longer than other statements may.
	 */
	@Test
	void anIndexBuiltConcurrentlyWaitsAsLongAsItTakesAndIsWatched() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		builder(database).build().migrate();
		files().with("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_id ON orders (id);");
		Connection reader = reader(database);
		try (Statement statement = reader.createStatement()) {
			statement.execute("LOCK TABLE orders IN ROW EXCLUSIVE MODE");
		}
		List<MigrationEvent.MigrationProgressed> progress = new CopyOnWriteArrayList<>();
		Migrator migrator = builder(database).ddlLockTimeout(Duration.ofMillis(100))
			.ddlRetries(0)
			.listeners(new MigrationListener() {

				@Override
				public void migrationProgressed(MigrationEvent.MigrationProgressed event) {
					progress.add(event);
					if (event.waitingFor() != null) {
						close(reader);
					}
				}

			})
			.build();
		assertThat(migrator.migrate().applied()).hasSize(1);
		assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_id'::regclass"))
			.containsExactly("t");
		assertThat(progress).filteredOn((event) -> event.waitingFor() != null).first().satisfies((event) -> {
			assertThat(event.phase()).startsWith("create index: waiting for");
			assertThat(event.waitingFor()).startsWith("server process ").contains("idle in transaction");
			assertThat(event.toSentence()).matches(
					"V2__index.sql: statement 1 of 1, after [0-9]+ s, create index: waiting for .*, waiting for server .*");
		});
	}

	/**
	 * The one who wrote leaves when clearing away has waited for longer than other
	 * statements may.
	 */
	@Test
	void aHalfBuiltIndexIsClearedAwayHoweverLongThatHasToWait() throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		builder(database).build().migrate();
		files().with("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_id ON orders (id);");
		Migrator migrator = builder(database).ddlLockTimeout(Duration.ofMillis(100)).ddlRetries(0).build();
		CompletableFuture<MigrationReport> killed;
		try (Connection writer = reader(database); Statement statement = writer.createStatement()) {
			statement.execute("INSERT INTO orders (id) VALUES (2)");
			killed = CompletableFuture.supplyAsync(migrator::migrate);
			String waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
					+ "AND datname = current_database() AND query LIKE ";
			List<String> session = await().atMost(Duration.ofMinutes(1))
				.until(() -> database.query(waiting + "'CREATE INDEX CONC%'"), (found) -> !found.isEmpty());
			database.execute("SELECT pg_terminate_backend(" + session.get(0) + ")");
			await().atMost(Duration.ofMinutes(1))
				.until(() -> killed.isDone() || !database
					.query(waiting + "'DROP INDEX CONC%' AND clock_timestamp() - query_start > interval '1 s'")
					.isEmpty());
			writer.rollback();
		}
		assertThat(killed.get(1, TimeUnit.MINUTES).isUpToDate()).isTrue();
		assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_id'::regclass"))
			.containsExactly("t");
	}

	@Test
	void aPoolThatHasNoneToSpareIsNotAskedForASecondConnection() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(60_000);
		files().with("V2__slow.sql", "SELECT pg_sleep(4);");
		List<MigrationEvent.MigrationProgressed> progress = new CopyOnWriteArrayList<>();
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator.builder(pool).locations(files().location()).listeners(new MigrationListener() {

				@Override
				public void migrationProgressed(MigrationEvent.MigrationProgressed event) {
					if (event.migration().number() == 2) {
						progress.add(event);
					}
				}

			}).build().migrate();
		}
		assertThat(progress).hasSize(1);
	}

	private static String query(HikariDataSource pool, String sql) throws SQLException {
		try (Connection connection = pool.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
