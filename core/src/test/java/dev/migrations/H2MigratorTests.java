package dev.migrations;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.testing.H2Server;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * H2.
 */
class H2MigratorTests extends MigratorContractTests {

	/** Keeps the catalog locked until it is committed. */
	private static final String CHANGE = "CREATE GLOBAL TEMPORARY TABLE changing (id INTEGER) TRANSACTIONAL";

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.h2();
	}

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE ALIAS plus_one AS $$", "int plusOne(int value) {", "  return value + 1;", "}",
				"$$;", "CREATE TABLE after_body (id INTEGER);" };
	}

	/**
	 * Such a data source lends everybody in a transaction the same connection.
	 */
	@Test
	void doesNotCommitTheTransactionOfItsCaller() {
		this.files.with("V1__owls.sql", "CREATE TABLE owls (id INTEGER);");
		DataSource plain = this.database.dataSource();
		DataSource aware = new TransactionAwareDataSourceProxy(plain);
		Migrator migrator = Migrator.builder(aware).locations(this.files.location()).build();
		migrator.migrate();
		new TransactionTemplate(new DataSourceTransactionManager(plain)).executeWithoutResult((transaction) -> {
			JdbcClient.create(aware).sql("INSERT INTO owls VALUES (1)").update();
			assertThat(migrator.status().isUpToDate()).isTrue();
			transaction.setRollbackOnly();
		});
		assertThat(JdbcClient.create(plain).sql("SELECT count(*) FROM owls").query(Integer.class).single()).isZero();
	}

	@Test
	void aSessionThatWasEndedIsLentToNobody() throws Exception {
		this.database.execute("CREATE USER shop PASSWORD ''");
		HikariConfig pool = new HikariConfig();
		// What keeps the database open needs rights of its own.
		pool.setJdbcUrl(this.database.url().replace(";DB_CLOSE_DELAY=-1", ""));
		pool.setUsername("shop");
		pool.setPassword("");
		pool.setMaximumPoolSize(1);
		threeTables();
		try (HikariDataSource dataSource = new HikariDataSource(pool)) {
			Migrator migrator = Migrator.builder(dataSource)
				.locations(this.files.location())
				.schema("sales")
				.createSchema(true)
				.build();
			assertThatExceptionOfType(MigrationException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("Admin rights");
			try (Connection next = dataSource.getConnection(); Statement statement = next.createStatement()) {
				assertThat(statement.execute("SELECT 1")).isTrue();
			}
		}
	}

	@Test
	void whatAScriptSetsForItsSessionReachesNeitherTheNextScriptNorThePool() throws Exception {
		String settings = """
				SELECT (SELECT LISTAGG(STATE_KEY || STATE_COMMAND) WITHIN GROUP (ORDER BY 1)
						FROM INFORMATION_SCHEMA.SESSION_STATE) || LOCK_TIMEOUT() || (SELECT ISOLATION_LEVEL
						FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()) || (SELECT
						LISTAGG(SETTING_NAME || SETTING_VALUE) WITHIN GROUP (ORDER BY 1)
						FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME IN ('QUERY_TIMEOUT', 'NON_KEYWORDS',
						'VARIABLE_BINARY', 'TRUNCATE_LARGE_LENGTH'))""";
		this.files.with("V1__session.sql", "SET TIME ZONE '5:00';", "SET LOCK_TIMEOUT 77;", "SET QUERY_TIMEOUT 99999;",
				"SET VARIABLE_BINARY TRUE;", "SET NON_KEYWORDS VALUE;", "SET TRUNCATE_LARGE_LENGTH TRUE;",
				"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE;");
		try (Connection session = this.database.dataSource().getConnection();
				Statement statement = session.createStatement()) {
			String before = first(statement, settings);
			Migrator.builder(new SingleConnectionDataSource(session, true))
				.locations(this.files.location())
				.build()
				.migrate();
			assertThat(first(statement, settings)).isEqualTo(before);
		}
	}

	@Test
	void aSearchPathOfAScriptBecomesTheSchemaThatThePoolLends() throws Exception {
		this.files.with("V1__path.sql", "CREATE SCHEMA shop;", "CREATE TABLE shop.orders (id INTEGER);",
				"SET SCHEMA shop;", "SET SCHEMA_SEARCH_PATH shop, public;");
		try (Connection session = this.database.dataSource().getConnection();
				Statement statement = session.createStatement()) {
			Migrator.builder(new SingleConnectionDataSource(session, true))
				.locations(this.files.location())
				.build()
				.migrate();
			assertThat(first(statement, "SELECT LISTAGG(STATE_COMMAND) FROM INFORMATION_SCHEMA.SESSION_STATE"))
				.doesNotContain("SHOP");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> first(statement, "SELECT id FROM orders"));
		}
	}

	@Test
	void aTemporaryTableIsTakenBackAndNoOtherOfItsName() {
		this.database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.a (id INTEGER)", "CREATE TABLE b (id INTEGER)");
		this.files.with("V1__scratch.sql", "CREATE LOCAL TEMPORARY TABLE a (id INTEGER);",
				"CREATE LOCAL TEMPORARY TABLE shop.b (id INTEGER);", "SET SCHEMA shop;");
		migrator().migrate();
		assertThat(this.database.query("SELECT COUNT(*) FROM shop.a")).containsExactly("0");
		assertThat(this.database.query("SELECT COUNT(*) FROM b")).containsExactly("0");
		this.files.with("V2__scratch.sql", "CREATE LOCAL TEMPORARY TABLE a (id INTEGER);");
		assertThat(migrator().migrate().applied()).hasSize(1);
	}

	private static String first(Statement statement, String query) throws SQLException {
		try (ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getString(1);
		}
	}

	@Test
	void aFileThatIsOpenedOnlyForReadingIsCalledReadOnlyAndNotTheConnectionsOfAPool(@TempDir Path folder) {
		String url = "jdbc:h2:" + folder.resolve("shop");
		threeTables();
		Migrator.builder(new DriverManagerDataSource(url)).locations(this.files.location()).build().migrate();
		this.files.with("V8__eight.sql", "CREATE TABLE eight (id INTEGER);");
		Migrator migrator = Migrator.builder(new DriverManagerDataSource(url + ";ACCESS_MODE_DATA=r"))
			.locations(this.files.location())
			.build();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("V8__eight.sql is due, but the database is read-only");
	}

	@Test
	void aScriptOfManyRowsIsRecordedEveryFiveThousand() {
		this.files.with("V1__numbers.sql", "CREATE TABLE numbers (id INTEGER PRIMARY KEY);");
		this.files.with("V2__rows.sql",
				IntStream.rangeClosed(0, 5_010)
					.mapToObj((i) -> "INSERT INTO numbers VALUES (" + i % 5_010 + ");")
					.toArray(String[]::new));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().migrate())
			.withMessageContaining("line 5011, ")
			.withMessageContaining(
					"Statements 1 to 5000 of this script are in force; statements 5001 to 5010 were rolled back.");
		assertThat(this.database.query("SELECT COUNT(*) FROM numbers")).containsExactly("5000");
	}

	@Test
	void aScriptOfLongStatementsIsRecordedMoreOften() {
		this.files.with("V1__numbers.sql", "CREATE TABLE numbers (id INTEGER PRIMARY KEY);");
		String comment = "/* " + "x".repeat(3 * 1024 * 1024) + " */";
		this.files.with("V2__rows.sql", "INSERT INTO numbers VALUES (1 " + comment + ");",
				"INSERT INTO numbers VALUES (2 " + comment + ");", "INSERT INTO numbers VALUES (3 " + comment + ");",
				"INSERT INTO numbers VALUES (3);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().migrate())
			.withMessageContaining("line 4, ")
			.withMessageContaining("Statements 1 to 2 of this script are in force; statement 3 was rolled back.");
		assertThat(this.database.query("SELECT COUNT(*) FROM numbers")).containsExactly("2");
	}

	@Test
	void aStatementTookEffectIfTheNextOneIsAnnounced() {
		this.files.with("V1__tables.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER);",
				"CREATE TABLE three (id NO_TYPE);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().migrate())
			.withMessageContaining("Statements 1 to 2 of this script are in force.");
		assertThat(this.database.query("SELECT number, state FROM migration_history_step ORDER BY number"))
			.containsExactly("1|DONE", "2|DONE");
		// As it is after a crash before the second one was sent.
		this.database.execute("DROP TABLE two", "UPDATE migration_history_step SET state = 'INTENT'",
				"UPDATE migration_history SET state = 'RUNNING', failed_statement = NULL");
		assertThat(migrator().status().migrations().get(0).statements().done()).isEqualTo(1);
		this.files.with("V1__tables.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER);",
				"CREATE TABLE three (id INTEGER);");
		assertThat(migrator().migrate().applied().get(0).statements()).isEqualTo(2);
		assertThat(this.database.query("SELECT COUNT(*) FROM migration_history_step")).containsExactly("0");
	}

	@Test
	void aStatementThatLosesTheConnectionIsShownWithoutItsSecrets() {
		this.files
			.with("V1__users.sql", "CREATE TABLE users (password VARCHAR(50));",
					"CREATE ALIAS ends FOR '" + Ending.class.getName() + ".shutDown';")
			.with("V2__user.sql", "INSERT INTO users (password) VALUES ('hunter2' || ends());");
		assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> {
				StringWriter printed = new StringWriter();
				ex.printStackTrace(new PrintWriter(printed));
				assertThat(printed.toString()).contains("The connection to the database was lost", "INSERT INTO users")
					.doesNotContain("hunter2");
			});
	}

	/**
	 * Ends the database in the course of a statement.
	 */
	public static final class Ending {

		private Ending() {
		}

		public static String shutDown(Connection connection) throws SQLException {
			H2MigratorTests.execute(connection, "SHUTDOWN IMMEDIATELY");
			return "";
		}

	}

	@Test
	void aTableThatIsCalledNearlyLikeTheHistoryIsAnother() {
		this.database.execute("CREATE TABLE \"Migration_History\" (id INTEGER)");
		threeTables();
		assertThat(migrator().migrate().applied()).hasSize(3);
		assertThat(migrator().migrate().applied()).isEmpty();
	}

	@Test
	void onAServerAPoolOfOneConnectionIsEnough(@TempDir Path directory) throws Exception {
		try (H2Server server = H2Server.in(directory)) {
			threeTables();
			HikariConfig pool = new HikariConfig();
			pool.setJdbcUrl(server.url("./test"));
			pool.setUsername("sa");
			pool.setPassword("secret");
			pool.setMaximumPoolSize(1);
			pool.setConnectionTimeout(5000);
			try (HikariDataSource dataSource = new HikariDataSource(pool)) {
				Migrator migrator = Migrator.builder(dataSource).locations(this.files.location()).build();
				assertThat(migrator.migrate().applied()).hasSize(3);
				assertThat(migrator.migrate().applied()).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void onAServerTheLockIsInTheSchemaThatThePoolSets(boolean byStatement, @TempDir Path directory) throws Exception {
		try (H2Server server = H2Server.in(directory)) {
			TestDatabase database = new TestDatabase("h2", server.url("./test"), false);
			database.execute("CREATE SCHEMA shop");
			threeTables();
			HikariConfig pool = new HikariConfig();
			pool.setJdbcUrl(database.url());
			if (byStatement) {
				pool.setConnectionInitSql("SET SCHEMA shop");
			}
			else {
				pool.setSchema("SHOP");
			}
			try (HikariDataSource dataSource = new HikariDataSource(pool)) {
				Migrator migrator = Migrator.builder(dataSource).locations(this.files.location()).build();
				assertThat(migrator.migrate().applied()).hasSize(3);
				assertThat(database
					.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")).isEmpty();
				assertThat(database.query("SELECT id FROM shop.migration_history_lock")).containsExactly("1");
				assertThat(migrator.migrate().applied()).isEmpty();
			}
		}
	}

	/**
	 * Whoever has the lock may be changing the schema when somebody else comes, and may
	 * be killed while he is: the server goes on with what he has sent.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void onAServerItWaitsForASessionThatChangesTheSchema(boolean hasLock, @TempDir Path directory) throws Exception {
		try (H2Server server = H2Server.in(directory)) {
			String url = server.url("./test;LOCK_TIMEOUT=20");
			this.files.with("V1__table.sql", "CREATE TABLE t1 (id INTEGER);");
			Migrator.builder(new DriverManagerDataSource(url)).locations(this.files.location()).build().migrate();
			threeTables();
			StatementLog log = new StatementLog(new DriverManagerDataSource(url));
			try (Connection holder = DriverManager.getConnection(url);
					Connection changing = DriverManager.getConnection(url)) {
				holder.setAutoCommit(false);
				changing.setAutoCommit(false);
				execute(holder, "SELECT id FROM migration_history_lock WHERE id = 1 FOR UPDATE");
				if (hasLock) {
					execute(changing, CHANGE);
				}
				CompletableFuture<MigrationReport> waiting = CompletableFuture
					.supplyAsync(() -> Migrator.builder(log).locations(this.files.location()).build().migrate());
				if (!hasLock) {
					await().atMost(Duration.ofMinutes(1)).until(() -> waiting.isDone() || calls(log, "FOR UPDATE") > 1);
					execute(changing, CHANGE);
				}
				holder.rollback();
				long before = calls(log, "CREATE TABLE IF NOT EXISTS");
				await().atMost(Duration.ofMinutes(1))
					.until(() -> waiting.isDone() || calls(log, "CREATE TABLE IF NOT EXISTS") > before + 1);
				changing.commit();
				assertThat(waiting.get(1, TimeUnit.MINUTES).applied()).hasSize(2);
			}
		}
	}

	/**
	 * The connection with the lock may be lost alone. Another process then writes that it
	 * has it, and here the script does, because this process has only one that migrates.
	 */
	@Test
	void onAServerNothingIsSentOnceAnotherProcessHasTheLock(@TempDir Path directory) throws Exception {
		try (H2Server server = H2Server.in(directory)) {
			String url = server.url("./test");
			this.files.with("V1__table.sql", "CREATE TABLE t1 (id INTEGER);",
					"UPDATE migration_history_lock SET holder = 'another', since = CURRENT_TIMESTAMP WHERE id = 2;",
					"ALTER TABLE t1 ADD CHECK (id > 0);");
			StatementLog log = new StatementLog(new DriverManagerDataSource(url));
			Migrator migrator = Migrator.builder(log).locations(this.files.location()).build();
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("The migration lock was lost before statement 2");
			assertThat(calls(log, "ADD CHECK")).isZero();
		}
	}

	private static long calls(StatementLog log, String part) {
		return log.calls().stream().filter((sql) -> sql.contains(part)).count();
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Test
	void aFileThatAnotherProcessIsOpeningIsTriedAgain(@TempDir Path directory) throws Exception {
		threeTables();
		Path lockFile = Files.createFile(directory.resolve("test.lock.db"));
		String url = "jdbc:h2:file:" + directory.resolve("test") + ";AUTO_SERVER=TRUE";
		AtomicInteger refused = new AtomicInteger();
		DriverManagerDataSource dataSource = new DriverManagerDataSource(url) {

			@Override
			public Connection getConnection() throws SQLException {
				// Whoever opens it writes into the lock file meanwhile.
				AtomicBoolean opening = new AtomicBoolean(refused.get() == 0);
				Thread other = new Thread(() -> {
					while (opening.get()) {
						lockFile.toFile().setLastModified(System.currentTimeMillis());
					}
				});
				other.start();
				try {
					return super.getConnection();
				}
				catch (SQLException ex) {
					refused.incrementAndGet();
					throw ex;
				}
				finally {
					opening.set(false);
				}
			}

		};
		assertThat(Migrator.builder(dataSource).locations(this.files.location()).build().migrate().applied())
			.hasSize(3);
		assertThat(refused).hasPositiveValue();
	}

	@Test
	void onAServerThePoolGetsTheSecondConnectionBackAsItLentIt(@TempDir Path directory) throws Exception {
		try (H2Server server = H2Server.in(directory)) {
			String url = server.url("./test");
			threeTables();
			LendingDataSource pool = new LendingDataSource(url);
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			assertThat(migrator.migrate().applied()).hasSize(3);
			assertThat(pool.autoCommitOfReturned()).hasSize(2).containsOnly(true);
			this.files.with("V4__bad.sql", "CREATE TABLE t1 (id INTEGER);");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
			assertThat(pool.autoCommitOfReturned()).hasSize(4).containsOnly(true);
			assertThat(pool.lent()).isZero();
		}
	}

	@Test
	void onAServerThePoolGetsItBackSoAlsoWhereTheLockCannotBeReleased(@TempDir Path directory) throws Exception {
		try (H2Server server = H2Server.in(directory)) {
			LendingDataSource pool = new LendingDataSource(server.url("./test"));
			this.files.with("V1__keeps.sql",
					"CREATE TABLE keeps (id INTEGER REFERENCES migration_history_lock (id) ON DELETE RESTRICT);",
					"INSERT INTO keeps VALUES (2);");
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			assertThatExceptionOfType(MigrationException.class).isThrownBy(migrator::migrate);
			assertThat(pool.autoCommitOfReturned()).containsExactly(true);
		}
	}

	private void threeTables() {
		for (int version = 1; version <= 3; version++) {
			this.files.with("V" + version + "__table.sql", "CREATE TABLE t" + version + " (id INTEGER);");
		}
	}

	@Test
	void onAServerAPoolThatLendsNoSecondConnectionIsAnErrorThatSaysSo(@TempDir Path directory) throws Exception {
		threeTables();
		try (H2Server server = H2Server.in(directory);
				Connection only = DriverManager.getConnection(server.url("./test"))) {
			Migrator migrator = Migrator.builder(new SingleConnectionDataSource(only, true))
				.locations(this.files.location())
				.build();
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getMessage()).contains("second connection", "migrations.url"));
		}
		CountDownLatch never = new CountDownLatch(1);
		PoolConnections exhausted = new PoolConnections(new DriverManagerDataSource() {

			@Override
			public Connection getConnection() {
				try {
					never.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				throw new IllegalStateException();
			}

		}, Duration.ofMillis(100));
		assertThatExceptionOfType(MigrationLockException.class).isThrownBy(exhausted::open)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("at least two connections"));
		never.countDown();
	}

	/**
	 * Lends connections, and looks at what it gets back.
	 */
	private static final class LendingDataSource extends AbstractDataSource {

		private final String url;

		private final List<Boolean> autoCommitOfReturned = new ArrayList<>();

		private int lent;

		LendingDataSource(String url) {
			this.url = url;
		}

		List<Boolean> autoCommitOfReturned() {
			return this.autoCommitOfReturned;
		}

		int lent() {
			return this.lent;
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.lent++;
			Connection physical = DriverManager.getConnection(this.url);
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("close") && !physical.isClosed()) {
							this.autoCommitOfReturned.add(physical.getAutoCommit());
							this.lent--;
						}
						return method.invoke(physical, arguments);
					});
		}

		@Override
		public Connection getConnection(String username, String password) {
			throw new UnsupportedOperationException();
		}

	}

	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_TO_UPPER=FALSE", "DATABASE_TO_LOWER=TRUE", "MODE=MySQL;DATABASE_TO_UPPER=FALSE",
			"CASE_INSENSITIVE_IDENTIFIERS=TRUE" })
	void namesMayBeFoldedAsTheUrlSays(String setting) {
		TestDatabase folding = new TestDatabase("h2",
				"jdbc:h2:mem:" + setting.hashCode() + ";DB_CLOSE_DELAY=-1;" + setting, false);
		Migrator migrator = Migrator.builder(folding.dataSource())
			.locations(this.files.location())
			.schema("shop")
			.createSchema(true)
			.requiredTables("one", "two")
			.build();
		String[] script = { "CREATE TABLE one (id INTEGER PRIMARY KEY);", "SET @id = 7;",
				"INSERT INTO one VALUES (@id);", "-- migrations: unless exists column(one.name)",
				"ALTER TABLE one ADD COLUMN name VARCHAR(10);", "CREATE INDEX one_name ON one (nme);",
				"CREATE TABLE two (id INTEGER);" };
		this.files.with("V1__one.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
		script[5] = "CREATE INDEX one_name ON one (name);";
		this.files.with("V1__one.sql", script);
		assertThat(migrator.migrate().isUpToDate()).isTrue();
		assertThat(migrator.status().isUpToDate()).isTrue();
	}

}
