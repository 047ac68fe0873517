package dev.migrations.lock;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.MigrationLockException;
import dev.migrations.testing.H2Server;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static dev.migrations.lock.LockKit.atMost;
import static dev.migrations.lock.LockKit.lock;
import static dev.migrations.lock.LockKit.lockOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationLockTests {

	/**
	 * What stands in between may send the second question elsewhere.
	 */
	@Test
	void aLockThatASecondConnectionGetsKeepsNobodyOutAlsoIfThatCannotReleaseIt() throws SQLException {
		TestDatabase database = TestDatabase.h2();
		try (Connection connection = DriverManager.getConnection(database.url())) {
			SessionLock lock = new SessionLock(connection, "key", "SELECT CAST(? AS VARCHAR) = 'key'",
					"SELECT CAST(? AS VARCHAR) <> 'key'") {

				@Override
				public String holder() {
					return "nobody";
				}

			};
			ConnectionSource room = new ConnectionSource() {

				@Override
				public Connection open() throws SQLException {
					return DriverManager.getConnection(database.url());
				}

				@Override
				public Connection openWithoutWaiting() throws SQLException {
					return open();
				}

			};
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(() -> lock.acquire(atMost(Duration.ZERO), room))
				.withMessageContaining("keeps nobody out");
		}
	}

	@Test
	void onPostgresASecondInstanceTimesOutAndIsToldWhoHoldsTheLock() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		MigrationLock first = lock(Vendor.POSTGRESQL, "migrations host-a pid 1", database.url());
		MigrationLock second = lock(Vendor.POSTGRESQL, "migrations host-b pid 2", database.url());
		try (Connection one = DriverManager.getConnection(database.url());
				Connection two = DriverManager.getConnection(database.url());
				MigrationLock.Held held = first.acquire(one, atMost(Duration.ZERO))) {
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(() -> second.acquire(two, atMost(Duration.ZERO)))
				.satisfies((ex) -> assertThat(ex.getMessage()).contains("migrations host-a pid 1", "server process",
						"Nothing was changed", "migrations.lock.timeout"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "public; migration_history; public; public.migration_history",
					"a; shop.migration_history; b; shop.migration_history",
					"public; acme.migration_history; public; ACME.Migration_History",
					"public; migration_history; 'a,public'; migration_history",
					"'a,public'; migration_history; b; public.migration_history" })
	void onPostgresAHistoryHasOneLockHoweverASessionFindsIt(String path, String table, String otherPath,
			String otherTable) throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE SCHEMA a", "CREATE SCHEMA b", "CREATE TABLE migration_history (id INTEGER)");
		try (Connection one = onPath(database, path);
				Connection two = onPath(database, otherPath);
				MigrationLock.Held held = lockOf(table, Vendor.POSTGRESQL, "first", database.url()).acquire(one,
						atMost(Duration.ZERO))) {
			MigrationLock second = lockOf(otherTable, Vendor.POSTGRESQL, "second", database.url());
			assertThat(second.holder(two)).isNotNull()
				.satisfies((holder) -> assertThat(holder.process()).isEqualTo(held.process()));
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(() -> second.acquire(two, atMost(Duration.ZERO)));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "a; migration_history; b; migration_history",
			"a; migration_history; a; history", "public; migration_history; public; a.migration_history" })
	void onPostgresHistoriesHaveLocksOfTheirOwn(String path, String table, String otherPath, String otherTable)
			throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE SCHEMA a", "CREATE SCHEMA b");
		try (Connection one = onPath(database, path);
				Connection two = onPath(database, otherPath);
				MigrationLock.Held held = lockOf(table, Vendor.POSTGRESQL, "first", database.url()).acquire(one,
						atMost(Duration.ZERO))) {
			MigrationLock second = lockOf(otherTable, Vendor.POSTGRESQL, "second", database.url());
			assertThat(second.holder(two)).isNull();
			second.acquire(two, atMost(Duration.ZERO)).close();
		}
	}

	private static Connection onPath(TestDatabase database, String path) throws SQLException {
		return DriverManager.getConnection(database.url() + "&currentSchema=" + path);
	}

	@ParameterizedTest
	@CsvSource({ "%s, migration_history, %s.migration_history", "'', %s.migration_history, %s.MIGRATION_HISTORY",
			"other, %s.migration_history, migration_history" })
	void onMariaDbAHistoryHasOneLockHoweverASessionFindsIt(String catalog, String table, String otherTable)
			throws SQLException {
		TestDatabase database = TestDatabase.mariadb();
		String own = database.query("SELECT DATABASE()").get(0);
		database.execute("CREATE DATABASE IF NOT EXISTS other");
		try (Connection one = DriverManager
			.getConnection(database.url().replace("/" + own, "/" + catalog.formatted(own)));
				Connection two = DriverManager.getConnection(database.url());
				MigrationLock.Held held = lockOf(table.formatted(own), Vendor.MARIADB, "first", database.url())
					.acquire(one, atMost(Duration.ZERO))) {
			MigrationLock second = lockOf(otherTable.formatted(own), Vendor.MARIADB, "second", database.url());
			assertThat(second.holder(two)).isNotNull()
				.satisfies((holder) -> assertThat(holder.process()).isEqualTo(held.process()));
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(() -> second.acquire(two, atMost(Duration.ZERO)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "migration_history, history", "migration_history, other.migration_history" })
	void onMariaDbHistoriesHaveLocksOfTheirOwn(String table, String otherTable) throws SQLException {
		TestDatabase database = TestDatabase.mariadb();
		try (Connection one = DriverManager.getConnection(database.url());
				Connection two = DriverManager.getConnection(database.url());
				MigrationLock.Held held = lockOf(table, Vendor.MARIADB, "first", database.url()).acquire(one,
						atMost(Duration.ZERO))) {
			MigrationLock second = lockOf(otherTable, Vendor.MARIADB, "second", database.url());
			assertThat(second.holder(two)).isNull();
			second.acquire(two, atMost(Duration.ZERO)).close();
		}
	}

	@Test
	void onPostgresTheSessionIsLeftAsItWas() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		try (Connection connection = DriverManager.getConnection(database.url() + "&ApplicationName=shop")) {
			lock(Vendor.POSTGRESQL, "migrations", database.url()).acquire(connection, atMost(Duration.ZERO)).close();
			try (Statement statement = connection.createStatement();
					var row = statement.executeQuery("SELECT current_setting('application_name')")) {
				row.next();
				assertThat(row.getString(1)).isEqualTo("shop");
			}
		}
		assertThat(database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).containsExactly("0");
	}

	@Test
	void onPostgresTheLockEndsWithItsSession() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		Connection crashed = DriverManager.getConnection(database.url());
		lock(Vendor.POSTGRESQL, "crashed", database.url()).acquire(crashed, atMost(Duration.ZERO));
		crashed.abort(Runnable::run);
		try (Connection next = DriverManager.getConnection(database.url())) {
			lock(Vendor.POSTGRESQL, "next", database.url()).acquire(next, atMost(Duration.ofSeconds(20))).close();
		}
	}

	@Test
	void onEmbeddedH2ASecondInstanceOfTheSameProcessWaits() throws Exception {
		TestDatabase database = TestDatabase.h2();
		MigrationLock lock = lock(Vendor.H2, "me", database.url());
		try (Connection one = DriverManager.getConnection(database.url());
				Connection two = DriverManager.getConnection(database.url())) {
			MigrationLock.Held held = lock.acquire(one, atMost(Duration.ZERO));
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(() -> lock.acquire(two, atMost(Duration.ZERO)))
				.withMessageContaining("of this process");
			CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> {
				try {
					lock.acquire(two, atMost(Duration.ofSeconds(20))).close();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			assertThat(waiter).isNotDone();
			held.close();
			waiter.get(20, TimeUnit.SECONDS);
		}
	}

	@Test
	void onAnH2ServerTheLockIsARowThatAnotherProcessSees() throws SQLException {
		try (H2Server server = H2Server.start()) {
			String url = server.url("mem:shared;DB_CLOSE_DELAY=-1");
			MigrationLock lock = lock(Vendor.H2, "me", url);
			try (Connection working = DriverManager.getConnection(url);
					Connection other = DriverManager.getConnection(url)) {
				lock.acquire(working, atMost(Duration.ZERO)).close();
				other.setAutoCommit(false);
				try (Statement statement = other.createStatement()) {
					statement
						.execute("INSERT INTO migration_history_lock VALUES (2, 'host-b pid 2', CURRENT_TIMESTAMP)");
					other.commit();
					statement.executeQuery("SELECT * FROM migration_history_lock WHERE id = 1 FOR UPDATE").close();
				}
				assertThatExceptionOfType(MigrationLockException.class)
					.isThrownBy(() -> lock.acquire(working, atMost(Duration.ZERO)))
					.withMessageContaining("'host-b pid 2' since");
				other.rollback();
				lock.acquire(working, atMost(Duration.ofSeconds(20))).close();
			}
		}
	}

	@Test
	void onAnH2ServerWhoeverChangesTheSchemaIsNamed() throws SQLException {
		try (H2Server server = H2Server.start()) {
			String url = server.url("mem:named;LOCK_TIMEOUT=20;USER=shop");
			MigrationLock lock = lock(Vendor.H2, "me", url);
			try (Connection working = DriverManager.getConnection(url);
					Connection changing = DriverManager.getConnection(url)) {
				changing.setAutoCommit(false);
				int session;
				try (Statement statement = changing.createStatement();
						var row = statement.executeQuery("SELECT SESSION_ID()")) {
					row.next();
					session = row.getInt(1);
				}
				try (Statement statement = changing.createStatement()) {
					statement.execute("CREATE GLOBAL TEMPORARY TABLE changing (id INTEGER) TRANSACTIONAL");
				}
				assertThatExceptionOfType(MigrationLockException.class)
					.isThrownBy(() -> lock.acquire(working, atMost(Duration.ZERO)))
					.withMessageContaining("held by session " + session + " of user 'SHOP' from 127.0.0.1:")
					.withMessageContaining("which changes the schema");
			}
		}
	}

	@Test
	void oneTimeOutCountsForAllThatIsWaitedForInOneGo() {
		LockWait waiting = atMost(Duration.ofMillis(100)).fromNow();
		assertThatExceptionOfType(MigrationLockException.class)
			.isThrownBy(() -> waiting.until("the first", () -> false))
			.withMessageContaining("the first");
		AtomicInteger attempts = new AtomicInteger();
		assertThatExceptionOfType(MigrationLockException.class)
			.isThrownBy(() -> waiting.until("the second", () -> attempts.incrementAndGet() > 1))
			.withMessageContaining("the second");
		assertThat(attempts).hasValue(1);
	}

	@ParameterizedTest
	@CsvSource({ "20, within 20 ms", "1000, within 1 s", "1050, within 1050 ms" })
	void aTimeOutIsShownAsItWasSet(long millis, String shown) {
		assertThatExceptionOfType(MigrationLockException.class)
			.isThrownBy(() -> atMost(Duration.ofMillis(millis)).until("the lock", () -> false))
			.withMessageContaining("Could not get the lock " + shown + ";");
	}

	@Test
	void whoWaitsIsToldAgainAndAgainWhoHoldsTheLock() {
		List<String> messages = new CopyOnWriteArrayList<>();
		LockWait waiting = new LockWait(Duration.ofMinutes(1), messages::add, Duration.ofMillis(50));
		waiting.until("the lock", () -> messages.size() > 1);
		assertThat(messages).hasSize(2)
			.allSatisfy((message) -> assertThat(message).contains("Waiting for the lock", "held by another instance"));
	}

	@Test
	void whatIsNotWorthWaitingForIsNotWaitedForUpToTheTimeOutOfTheLock() {
		LockWait waiting = atMost(Duration.ofDays(1)).atMost(Duration.ofMillis(1));
		assertThatExceptionOfType(MigrationLockException.class)
			.isThrownBy(() -> waiting.until("the file", () -> false));
		assertThatExceptionOfType(MigrationLockException.class)
			.isThrownBy(() -> atMost(Duration.ZERO).atMost(Duration.ofDays(1)).until("the file", () -> false));
	}

	@Test
	void aLockThatASecondConnectionGetsTooIsRefused() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		// What a pooler in transaction mode does: two connections, one session.
		try (Connection session = DriverManager.getConnection(database.url())) {
			ConnectionSource sharing = new ConnectionSource() {

				@Override
				public Connection open() {
					return openWithoutWaiting();
				}

				@Override
				public Connection openWithoutWaiting() {
					return sharedSession(session);
				}

			};
			MigrationLock lock = MigrationLocks.of(Dialect.of(Vendor.POSTGRESQL), "migration_history", "me",
					LockKit.LIMITS, sharing);
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(() -> lock.acquire(sharedSession(session), atMost(Duration.ZERO)))
				.withMessageContaining("keeps nobody out")
				.withMessageContaining("migrations.url");
		}
	}

	private static Connection sharedSession(Connection session) {
		SingleConnectionDataSource dataSource = new SingleConnectionDataSource(session, true);
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
