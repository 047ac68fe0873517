package dev.migrations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.RepairAction;
import dev.migrations.testing.DatabaseUnderTest;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Errors with the SQLState of a lost connection: those that a script raises by itself, on
 * a connection that is there, and those of connections that are lost.
 */
class RaisedErrorTests {

	private MigrationFiles files;

	@BeforeEach
	void createFiles(@TempDir Path directory) {
		this.files = new MigrationFiles(directory);
	}

	static Stream<DatabaseUnderTest> raising() {
		return DatabaseUnderTest.available().stream().filter((kind) -> kind != DatabaseUnderTest.SQLITE);
	}

	static Stream<DatabaseUnderTest> ending() {
		return raising().filter((kind) -> kind != DatabaseUnderTest.H2);
	}

	static Stream<DatabaseUnderTest> committing() {
		return ending().filter((kind) -> kind != DatabaseUnderTest.POSTGRESQL);
	}

	@ParameterizedTest
	@MethodSource("raising")
	void whatAScriptRaisesIsTheFailureOfItsStatement(DatabaseUnderTest kind, @TempDir Path directory) {
		TestDatabase database = kind.create(directory);
		raise(database);
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(Migrator.builder(database.dataSource()).locations(this.files.location()).build()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription())
				.contains("V2__raised.sql, line 2, column 1: statement 2 failed", "elsewhere is down"));
	}

	/**
	 * HikariCP closes what it has lent for such an error.
	 */
	@ParameterizedTest
	@MethodSource("raising")
	void whatAScriptRaisesThroughAPoolIsTheFailureOfItsStatement(DatabaseUnderTest kind, @TempDir Path directory) {
		TestDatabase database = kind.create(directory);
		raise(database);
		try (HikariDataSource pool = pool(database)) {
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(Migrator.builder(pool).locations(this.files.location()).build()::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription())
					.contains("V2__raised.sql, line 2, column 1: statement 2 failed", "elsewhere is down"));
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			if (!database.transactionalDdl()) {
				migrator.repair(migrator.planRepair(RepairAction.Kind.SEND_AGAIN));
			}
			this.files.with("V2__raised.sql", "CREATE TABLE two (id INTEGER);");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
		}
	}

	private void raise(TestDatabase database) {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__raised.sql", "CREATE TABLE two (id INTEGER);", switch (database.vendor()) {
				case "postgresql" -> "DO $$ BEGIN RAISE 'elsewhere is down' USING ERRCODE = '08006'; END $$;";
				case "h2" -> "CALL SIGNAL('08006', 'elsewhere is down');";
				default -> "SIGNAL SQLSTATE '08006' SET MYSQL_ERRNO = 30001, MESSAGE_TEXT = 'elsewhere is down';";
			});
	}

	/**
	 * Sent as a block where the server has blocks.
	 */
	@ParameterizedTest
	@MethodSource("committing")
	void whatATriggerRaisesThroughAPoolIsTheFailureOfItsStatement(DatabaseUnderTest kind, @TempDir Path directory) {
		assertFailureOfItsStatement(closedTable(kind, directory, 30001));
	}

	@ParameterizedTest
	@MethodSource("committing")
	void whatATriggerRaisesThroughAPoolIsRecorded(DatabaseUnderTest kind, @TempDir Path directory) {
		TestDatabase database = closedTable(kind, directory, 30001);
		try (HikariDataSource pool = pool(database)) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			migrator.migrate();
			this.files.with("V2__two.sql", "CREATE TABLE three (id INTEGER);", "INSERT INTO one VALUES (1);",
					"INSERT INTO two VALUES (1);");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription()).contains(
						"V2__two.sql, line 3, column 1: statement 3 failed", "two is closed",
						"The history says that it failed"));
			assertThat(database.query("SELECT state FROM migration_history WHERE version = '2'"))
				.containsExactly("FAILED");
			this.files.with("V2__two.sql", "CREATE TABLE three (id INTEGER);", "INSERT INTO one VALUES (1);",
					"INSERT INTO one VALUES (2);");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
			assertThat(database.query("SELECT id FROM one")).containsExactly("1", "2");
		}
	}

	/**
	 * HikariCP closes the connection for the SQLState of this error, too.
	 */
	@ParameterizedTest
	@MethodSource("committing")
	void whatIsNotSupportedThroughAPoolIsTheFailureOfItsStatement(DatabaseUnderTest kind, @TempDir Path directory) {
		TestDatabase database = kind.create(directory);
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		try (HikariDataSource pool = pool(database)) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			migrator.migrate();
			this.files.with("V2__two.sql", "CREATE TABLE two (id INTEGER);",
					"ALTER TABLE one MODIFY id VARCHAR(20), ALGORITHM=INSTANT;");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate).satisfies((ex) -> {
				assertThat(ex.getDescription()).contains("V2__two.sql, line 2, column 1: statement 2 failed",
						"SQLState 0A000, error 1846", "The history says that it failed");
				assertThat(ex.getAction()).startsWith("Correct the statement and start again");
			});
			assertThat(database.query("SELECT state FROM migration_history WHERE version = '2'"))
				.containsExactly("FAILED");
			this.files.with("V2__two.sql", "CREATE TABLE two (id INTEGER);", "ALTER TABLE one MODIFY id VARCHAR(20);");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
		}
	}

	/**
	 * What others have put around the connections of a pool is not passed by, so that it
	 * closes them.
	 */
	@ParameterizedTest
	@MethodSource("committing")
	void whatCannotBeRecordedIsNotSaidToBe(DatabaseUnderTest kind, @TempDir Path directory) {
		TestDatabase database = closedTable(kind, directory, 30001);
		try (HikariDataSource pool = pool(database)) {
			Migrator migrator = Migrator.builder(new ObservedDataSource(pool)).locations(this.files.location()).build();
			migrator.migrate();
			this.files.with("V2__two.sql", "CREATE TABLE three (id INTEGER);", "INSERT INTO one VALUES (1);",
					"INSERT INTO two VALUES (1);");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription())
					.contains("V2__two.sql, line 3, column 1: statement 3 failed", "two is closed")
					.doesNotContain("The history says that it failed"));
			assertThat(database.query("SELECT state FROM migration_history WHERE version = '2'"))
				.containsExactly("RUNNING");
			this.files.with("V2__two.sql", "CREATE TABLE three (id INTEGER);", "INSERT INTO one VALUES (1);");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
			assertThat(database.query("SELECT id FROM one")).containsExactly("1");
		}
	}

	@ParameterizedTest
	@MethodSource("committing")
	void whatATriggerRaisesWithinABlockOnAnObservedConnectionIsTheFailureOfItsScript(DatabaseUnderTest kind,
			@TempDir Path directory) {
		TestDatabase database = closedTable(kind, directory, 30001);
		try (HikariDataSource pool = pool(database)) {
			Migrator migrator = Migrator.builder(new ObservedDataSource(pool)).locations(this.files.location()).build();
			migrator.migrate();
			this.files.with("V2__two.sql", "INSERT INTO one VALUES (1);", "INSERT INTO two VALUES (1);",
					"INSERT INTO one VALUES (2);");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__two.sql, line ", "two is closed"));
			this.files.with("V2__two.sql", "INSERT INTO one VALUES (1);", "INSERT INTO one VALUES (2);");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
			assertThat(database.query("SELECT id FROM one")).containsExactly("1", "2");
		}
	}

	@ParameterizedTest
	@MethodSource("committing")
	void aNumberWithWhichServersEndSessionsIsTheFailureOfTheStatementThatRaisesIt(DatabaseUnderTest kind,
			@TempDir Path directory) {
		TestDatabase database = kind.create(directory);
		Migrator migrator = Migrator.builder(database.dataSource()).locations(this.files.location()).build();
		for (int number : new int[] { 1927, 2013 }) {
			this.files.with("V1__raised.sql", "CREATE TABLE one (id INTEGER);", "SIGNAL SQLSTATE '08006' SET "
					+ "MYSQL_ERRNO = " + number + ", MESSAGE_TEXT = 'elsewhere is gone';");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription()).contains(
						"V1__raised.sql, line 2, column 1: statement 2 failed", "elsewhere is gone",
						"error " + number));
			migrator.repair(migrator.planRepair(RepairAction.Kind.SEND_AGAIN));
		}
		this.files.with("V1__raised.sql", "CREATE TABLE one (id INTEGER);");
		assertThat(migrator.migrate().isUpToDate()).isTrue();
	}

	/**
	 * Sent as a block where the server has blocks.
	 */
	@ParameterizedTest
	@MethodSource("committing")
	void aTriggerThatRaisesSuchANumberIsTheFailureOfItsStatement(DatabaseUnderTest kind, @TempDir Path directory) {
		assertFailureOfItsStatement(closedTable(kind, directory, 1927));
	}

	private void assertFailureOfItsStatement(TestDatabase database) {
		try (HikariDataSource pool = pool(database)) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			migrator.migrate();
			this.files.with("V2__two.sql", "INSERT INTO one VALUES (1);", "INSERT INTO two VALUES (1);",
					"INSERT INTO one VALUES (2);");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription())
					.contains("V2__two.sql, line 2, column 1: statement 2 failed", "two is closed"));
			this.files.with("V2__two.sql", "INSERT INTO one VALUES (1);", "INSERT INTO one VALUES (2);");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
			assertThat(database.query("SELECT id FROM one")).containsExactly("1", "2");
		}
	}

	private TestDatabase closedTable(DatabaseUnderTest kind, Path directory, int number) {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER);",
				"CREATE TRIGGER closed BEFORE INSERT ON two FOR EACH ROW "
						+ "SIGNAL SQLSTATE '08006' SET MYSQL_ERRNO = " + number + ", MESSAGE_TEXT = 'two is closed';");
		return kind.create(directory);
	}

	private static HikariDataSource pool(TestDatabase database) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		return new HikariDataSource(config);
	}

	/**
	 * MariaDB and MySQL cannot tell afterwards whether it took effect.
	 */
	@ParameterizedTest
	@MethodSource("ending")
	void aSessionThatIsEndedIsALostConnection(DatabaseUnderTest kind, @TempDir Path directory) {
		TestDatabase database = kind.create(directory);
		boolean postgres = database.vendor().equals("postgresql");
		this.files.with("V1__ended.sql", "CREATE TABLE one (id INTEGER);",
				postgres ? "SELECT pg_terminate_backend(pg_backend_pid());" : "KILL CONNECTION_ID();");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(Migrator.builder(database.dataSource()).locations(this.files.location()).build()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription())
				.contains(postgres ? "The connection to the database was lost" : "statement 2 was sent, but neither"));
	}

	@ParameterizedTest
	@MethodSource("ending")
	void aPoolDoesNotLendASessionThatIsEnded(DatabaseUnderTest kind, @TempDir Path directory) throws SQLException {
		TestDatabase database = kind.create(directory);
		boolean postgres = database.vendor().equals("postgresql");
		this.files.with("V1__ended.sql", "CREATE TABLE one (id INTEGER);",
				postgres ? "SELECT pg_terminate_backend(pg_backend_pid());" : "KILL CONNECTION_ID();");
		try (HikariDataSource pool = pool(database)) {
			pool.setMaximumPoolSize(1);
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(Migrator.builder(pool).locations(this.files.location()).build()::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription()).contains(
						postgres ? "The connection to the database was lost" : "statement 2 was sent, but neither"));
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.isValid(0)).isTrue();
			}
		}
	}

	/**
	 * Puts something around each connection, as tools do that observe statements.
	 */
	private static final class ObservedDataSource extends DelegatingDataSource {

		ObservedDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
