package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import dev.migrations.model.UndoTarget;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an instance that is up can tell of another one that migrates.
 */
class RunningMigrationTests {

	@TempDir
	Path directory;

	private MigrationFiles files;

	private MigrationFiles filesOfTheOther;

	@BeforeEach
	void prepare() {
		String[] table = { "CREATE TABLE orders (id INTEGER);", "INSERT INTO orders (id) VALUES (1);" };
		this.files = new MigrationFiles(this.directory.resolve("new")).with("V1__orders.sql", table);
		this.filesOfTheOther = new MigrationFiles(this.directory.resolve("old")).with("V1__orders.sql", table);
	}

	private static Migrator migrator(TestDatabase database, MigrationFiles files) {
		return Migrator.builder(database.dataSource())
			.locations(files.location())
			.ddlLockTimeout(Duration.ofMinutes(5))
			.build();
	}

	private static Connection reader(TestDatabase database) {
		return database.openTransaction("SELECT id FROM orders /* the report */");
	}

	/**
	 * Asks until the other one is seen to be kept waiting, or has ended. An answer is put
	 * together from several that the server gives one after the other, so what counts is
	 * the next one, during all of which the other one waits.
	 */
	private static RunningMigration await(Migrator asking, CompletableFuture<?> other,
			Predicate<RunningMigration> waits) {
		RunningMigration seen = null;
		while (!other.isDone()) {
			seen = asking.status().running();
			if (seen != null && waits.test(seen)) {
				return asking.status().running();
			}
			LockSupport.parkNanos(20_000_000);
		}
		throw new AssertionError("The other one has ended. Seen last: " + seen,
				other.handle((result, ex) -> ex).join());
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql" })
	void saysWhichStatementIsExecutedAndWhoKeepsItWaiting(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		migrator(database, this.files).migrate();
		this.files.with("V2__name.sql", "CREATE TABLE customers (id INTEGER);",
				"ALTER TABLE orders ADD COLUMN name VARCHAR(20);", "CREATE INDEX orders_name ON orders (name);");
		Migrator asking = migrator(database, this.files);
		assertThat(asking.status().running()).isNull();
		try (Connection reader = reader(database)) {
			CompletableFuture<?> other = CompletableFuture.supplyAsync(() -> migrator(database, this.files).migrate());
			RunningMigration running = await(asking, other,
					(seen) -> seen.script() != null && seen.waitingFor() != null);
			assertThat(running.script()).isEqualTo("V2__name.sql");
			assertThat(running.statement()).isEqualTo(2);
			assertThat(running.statements()).isEqualTo(3);
			assertThat(running.by()).doesNotStartWith("migrations").contains(" pid " + ProcessHandle.current().pid());
			assertThat(running.waitingFor()).startsWith("server process ").contains("idle in transaction");
			assertThat(running.toSentence()).startsWith("V2__name.sql: statement 2 of 3, after ")
				.contains(", waiting for server process ", ", by ");
			reader.rollback();
			other.join();
		}
		assertThat(asking.status().running()).isNull();
		assertThat(asking.status().isUpToDate()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void aStatementBehindOneThatWasSkippedIsTheOneThatIsExecuted(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		migrator(database, this.files).migrate();
		this.files.with("V2__move.sql", "CREATE TABLE customers (id INTEGER);",
				"-- migrations: unless exists table(orders)", "CREATE TABLE orders (id INTEGER);",
				"UPDATE orders SET id = 2;");
		try (Connection reader = database.openTransaction("SELECT id FROM orders FOR UPDATE")) {
			CompletableFuture<?> other = CompletableFuture.supplyAsync(() -> migrator(database, this.files).migrate());
			RunningMigration running = await(migrator(database, this.files), other,
					(seen) -> "updating".equalsIgnoreCase(seen.phase()));
			assertThat(running.statement()).isEqualTo(3);
			reader.rollback();
			other.join();
		}
	}

	@Test
	void saysHowFarAStatementOutsideOfATransactionIs() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		migrator(database, this.files).migrate();
		this.files.with("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_id ON orders (id);");
		try (Connection reader = database.openTransaction("LOCK TABLE orders IN ROW EXCLUSIVE MODE")) {
			CompletableFuture<?> other = CompletableFuture.supplyAsync(() -> migrator(database, this.files).migrate());
			RunningMigration running = await(migrator(database, this.files), other, (seen) -> seen.phase() != null);
			assertThat(running.statement()).isEqualTo(1);
			assertThat(running.statements()).isEqualTo(1);
			assertThat(running.phase()).startsWith("create index: ");
			reader.rollback();
			other.join();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql" })
	void isToldByAnInstanceWithoutTheFileToo(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		migrator(database, this.files).migrate();
		this.files.with("V2__name.sql", "ALTER TABLE orders ADD COLUMN name VARCHAR(20);");
		Migrator older = migrator(database, this.filesOfTheOther);
		try (Connection reader = reader(database)) {
			CompletableFuture<?> other = CompletableFuture.supplyAsync(() -> migrator(database, this.files).migrate());
			RunningMigration running = await(older, other,
					(seen) -> seen.script() != null && seen.waitingFor() != null);
			assertThat(running.script()).isEqualTo("V2__name.sql");
			assertThat(running.statements()).isNull();
			reader.rollback();
			other.join();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql" })
	void isToldOfASchemaThatWasSet(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		String schema = "schema" + UUID.randomUUID().toString().replace("-", "");
		Migrator migrator = Migrator.builder(database.dataSource())
			.locations(this.files.location())
			.schema(schema)
			.createSchema(true)
			.ddlLockTimeout(Duration.ofSeconds(20))
			.build();
		migrator.migrate();
		this.files.with("V2__name.sql", "ALTER TABLE orders ADD COLUMN name VARCHAR(20);");
		try (Connection reader = database.openTransaction("SELECT id FROM " + schema + ".orders")) {
			CompletableFuture<?> other = CompletableFuture.supplyAsync(migrator::migrate);
			RunningMigration running = await(migrator, other, (seen) -> seen.waitingFor() != null);
			assertThat(running.script()).isEqualTo("V2__name.sql");
			reader.rollback();
			other.join();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql" })
	void tellsOfAnUndo(String vendor) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor);
		this.files.with("V2__name.sql", "ALTER TABLE orders ADD COLUMN name VARCHAR(20);")
			.with("U2__name.sql", "CREATE TABLE undone (id INTEGER);", "ALTER TABLE orders DROP COLUMN name;");
		migrator(database, this.files).migrate();
		try (Connection reader = reader(database)) {
			CompletableFuture<?> other = CompletableFuture
				.supplyAsync(() -> migrator(database, this.files).undo(UndoTarget.LAST));
			RunningMigration running = await(migrator(database, this.files), other,
					(seen) -> seen.script() != null && seen.waitingFor() != null);
			assertThat(running.script()).isEqualTo("U2__name.sql");
			assertThat(running.statement()).isEqualTo(2);
			assertThat(running.statements()).isEqualTo(2);
			reader.rollback();
			other.join();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql" })
	void whatAnInstanceLeftBehindIsNotRunning(String vendor) {
		TestDatabase database = TestDatabase.ofServer(vendor);
		migrator(database, this.files).migrate();
		database.execute("UPDATE migration_history SET state = 'RUNNING'");
		assertThat(migrator(database, this.files).status().running()).isNull();
	}

}
