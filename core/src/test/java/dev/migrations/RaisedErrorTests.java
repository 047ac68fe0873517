package dev.migrations;

import java.nio.file.Path;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.RepairAction;
import dev.migrations.testing.DatabaseUnderTest;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
	 * A pool closes the connection for such an error, so that it cannot be recorded.
	 */
	@ParameterizedTest
	@MethodSource("raising")
	void whatAScriptRaisesThroughAPoolIsTheFailureOfItsStatement(DatabaseUnderTest kind, @TempDir Path directory) {
		TestDatabase database = kind.create(directory);
		raise(database);
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		try (HikariDataSource pool = new HikariDataSource(config)) {
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
	 * Of a migration that is sent as a block, what is left is sent on another connection.
	 */
	@Test
	void whatATriggerRaisesWithinABlockThroughAPoolIsTheFailureOfItsStatement() {
		TestDatabase database = TestDatabase.mariadb();
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER);",
				"CREATE TRIGGER closed BEFORE INSERT ON two FOR EACH ROW "
						+ "SIGNAL SQLSTATE '08006' SET MYSQL_ERRNO = 30001, MESSAGE_TEXT = 'two is closed';");
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			migrator.migrate();
			this.files.with("V2__two.sql", "CREATE TABLE three (id INTEGER);", "INSERT INTO one VALUES (1);",
					"INSERT INTO two VALUES (1);");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription())
					.contains("V2__two.sql, line 3, column 1: statement 3 failed", "two is closed"));
			this.files.with("V2__two.sql", "CREATE TABLE three (id INTEGER);", "INSERT INTO one VALUES (1);",
					"INSERT INTO one VALUES (2);");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
			assertThat(database.query("SELECT id FROM one")).containsExactly("1", "2");
		}
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

}
