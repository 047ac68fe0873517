package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Instances that start together wait for the one that comes first, and not for each
 * other: whoever had to wait lets go of the lock before he looks what is left to do.
 */
class WaitingInstanceTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String LOOK = "SELECT migration_key";

	@TempDir
	Path directory;

	private MigrationFiles files;

	@BeforeEach
	void createFiles() {
		this.files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__two.sql", "CREATE TABLE two (id INTEGER);");
	}

	@ParameterizedTest
	@CsvSource({ "postgresql, pg_try_advisory_lock, pg_advisory_unlock", "mariadb, GET_LOCK, RELEASE_LOCK" })
	void onAServerItLooksWhenItHasReleasedTheLock(String vendor, String acquire, String release) throws Exception {
		TestDatabase database = vendor.equals("mariadb") ? TestDatabase.mariadb() : TestDatabase.postgresql();
		StatementLog waiting = new StatementLog(database.dataSource());
		CompletableFuture<?>[] second = new CompletableFuture<?>[1];
		MigrationListener first = new MigrationListener() {

			@Override
			public void migrationStarted(MigrationEvent.MigrationStarted event) {
				if (second[0] == null) {
					second[0] = CompletableFuture
						.runAsync(() -> assertThat(migrator(waiting).build().migrate().applied()).isEmpty());
					await().atMost(PATIENCE)
						.until(() -> second[0].isDone()
								|| waiting.calls().stream().filter((sql) -> sql.contains(acquire)).count() > 1);
				}
			}

		};
		migrator(database.dataSource()).listeners(first).build().migrate();
		second[0].get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		List<String> calls = waiting.calls();
		assertThat(last(calls, LOOK)).isGreaterThan(last(calls, release));
		assertThat(last(calls, release)).isGreaterThan(last(calls, acquire));
	}

	@Test
	void onSqliteItLooksWhenItHasEndedTheTransactionThatKeepsOthersOut() throws Exception {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		StatementLog log = new StatementLog(database.dataSource());
		CompletableFuture<MigrationReport> waiting;
		try (Connection writer = DriverManager.getConnection(database.url())) {
			execute(writer, "BEGIN IMMEDIATE");
			waiting = CompletableFuture.supplyAsync(() -> migrator(log).build().migrate());
			await().atMost(PATIENCE)
				.until(() -> waiting.isDone()
						|| log.calls().stream().filter((sql) -> sql.equals("BEGIN IMMEDIATE")).count() > 1);
			execute(writer, "ROLLBACK");
		}
		assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).applied()).hasSize(2);
		List<String> calls = log.calls();
		assertThat(calls).contains("ROLLBACK");
		List<String> afterItWaited = calls.subList(calls.indexOf("ROLLBACK") + 1, calls.size());
		assertThat(last(afterItWaited.subList(0, afterItWaited.indexOf("BEGIN IMMEDIATE")), LOOK)).isNotNegative();
	}

	/**
	 * To set what a URL asks for, the driver has to read the file as it opens it.
	 */
	@Test
	void onSqliteItWaitsForAFileThatCannotBeOpenedMeanwhile() throws Exception {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		AtomicInteger attempts = new AtomicInteger();
		DataSource wal = new DelegatingDataSource(
				new DriverManagerDataSource(database.url() + "?journal_mode=wal&busy_timeout=1")) {

			@Override
			public Connection getConnection() throws SQLException {
				attempts.incrementAndGet();
				return super.getConnection();
			}

		};
		CompletableFuture<MigrationReport> waiting;
		try (Connection writer = DriverManager.getConnection(database.url())) {
			execute(writer, "BEGIN EXCLUSIVE");
			waiting = CompletableFuture.supplyAsync(() -> migrator(wal).build().migrate());
			await().atMost(PATIENCE).until(() -> waiting.isDone() || attempts.get() > 2);
			execute(writer, "ROLLBACK");
		}
		assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).applied()).hasSize(2);
	}

	/**
	 * A transaction that has outgrown the cache locks it so before there is a WAL.
	 * Whoever only wants to know is told.
	 */
	@Test
	void onSqliteItWaitsForAFileThatCannotBeReadMeanwhile() throws Exception {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		StatementLog log = new StatementLog(new DriverManagerDataSource(database.url() + "?busy_timeout=1"));
		CompletableFuture<MigrationReport> waiting;
		try (Connection writer = DriverManager.getConnection(database.url())) {
			execute(writer, "BEGIN EXCLUSIVE");
			assertThatExceptionOfType(DatabaseUnavailableException.class)
				.isThrownBy(() -> migrator(log).build().status())
				.withMessageContainingAll("locked by another connection", "once it has finished");
			waiting = CompletableFuture.supplyAsync(() -> migrator(log).build().migrate());
			await().atMost(PATIENCE)
				.until(() -> waiting.isDone()
						|| log.calls().stream().filter((sql) -> sql.startsWith(LOOK)).count() > 2);
			execute(writer, "ROLLBACK");
		}
		assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).applied()).hasSize(2);
	}

	private MigratorBuilder migrator(DataSource dataSource) {
		return Migrator.builder(dataSource).locations(this.files.location());
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int last(List<String> calls, String part) {
		for (int i = calls.size() - 1; i >= 0; i--) {
			if (calls.get(i).contains(part)) {
				return i;
			}
		}
		return -1;
	}

}
