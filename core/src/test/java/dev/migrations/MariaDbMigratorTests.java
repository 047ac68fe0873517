package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.Version;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * MariaDB, through its own driver.
 */
class MariaDbMigratorTests extends MysqlFamilyContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.mariadb();
	}

	@Override
	DataSource readOnly() {
		this.database.execute("SET GLOBAL read_only = 1");
		return this.database.dataSource();
	}

	@AfterEach
	void makeWritable() {
		this.database.execute("SET GLOBAL read_only = 0");
	}

	@Test
	void whatDoesNotRollBackIsRecordedStatementByStatement() {
		this.files.with("V1__aria.sql", "CREATE TABLE one (id INTEGER) ENGINE = Aria;",
				"CREATE TABLE two (id INTEGER);",
				"CREATE TRIGGER two_insert AFTER INSERT ON two FOR EACH ROW INSERT INTO one VALUES (NEW.id);",
				"INSERT INTO one VALUES (1);", "INSERT INTO two VALUES (2);", "INSERT INTO no_such_table VALUES (3);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies(
					(ex) -> assertThat(ex.getDescription()).contains("Statements 1 to 5 of this script are in force"));
		this.files.with("V1__aria.sql", "CREATE TABLE one (id INTEGER) ENGINE = Aria;",
				"CREATE TABLE two (id INTEGER);",
				"CREATE TRIGGER two_insert AFTER INSERT ON two FOR EACH ROW INSERT INTO one VALUES (NEW.id);",
				"INSERT INTO one VALUES (1);", "INSERT INTO two VALUES (2);", "INSERT INTO two VALUES (3);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
		assertThat(this.database.query("SELECT id FROM two ORDER BY id")).containsExactly("2", "3");
	}

	@Test
	void aStatementThatMayHaveTakenEffectInPartIsAskedAboutAndSettledByARepair() {
		this.files.with("V1__memory.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY) ENGINE = MyISAM;",
				"INSERT INTO one VALUES (1), (1);", "INSERT INTO one VALUES (2);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate).satisfies((ex) -> {
			assertThat(ex.getDescription()).contains("Statement 1 of this script is in force",
					"statement 2 may have taken effect in part");
			assertThat(ex.getAction()).contains("repair --send-again", "repair --accept-steps");
		});
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator()::migrate).satisfies((ex) -> {
			assertThat(ex.getDescription()).contains("V1__memory.sql, line 2", "INSERT INTO one VALUES (1), (1)");
			assertThat(ex.getAction()).contains("repair --send-again", "repair --accept-steps");
		});
		this.database.execute("DELETE FROM one");
		this.files.with("V1__memory.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY) ENGINE = MyISAM;",
				"INSERT INTO one VALUES (1), (3);", "INSERT INTO one VALUES (2);");
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.SEND_AGAIN);
		assertThat(plan.actions()).singleElement().asString().contains("V1__memory.sql", "sends it again");
		migrator().repair(plan);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
	}

	@Test
	void aCharacterSetThatTheDriverDoesNotBearIsRefusedBeforeAnythingIsSent() {
		this.files.with("V1__latin.sql", "CREATE TABLE one (id INTEGER);", "SET NAMES latin1;",
				"INSERT INTO one VALUES (1);");
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V1__latin.sql, line 2, column 1: the character set cannot become latin1");
		assertThat(this.database.hasTable("one")).isFalse();
		this.files.with("V1__latin.sql", "CREATE TABLE one (id INTEGER);", "SET NAMES utf8mb4;",
				"INSERT INTO one VALUES (1);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
	}

	@Test
	void aRoleThatAScriptSetsEndsWithIt() {
		TestDatabase users = TestDatabase.mariadbWithUsers();
		String role = "role_" + users.query("SELECT DATABASE()").get(0);
		users.execute("CREATE ROLE " + role);
		try {
			this.files
				.with("V1__role.sql", "SET ROLE " + role + ";", "CREATE TABLE within AS SELECT CURRENT_ROLE() AS role;")
				.with("V2__after.sql", "CREATE TABLE after AS SELECT CURRENT_ROLE() AS role;");
			Migrator.builder(users.dataSource()).locations(this.files.location()).build().migrate();
			assertThat(users.query("SELECT role FROM within")).containsExactly(role);
			assertThat(users.query("SELECT role IS NULL FROM after")).containsExactly("1");
		}
		finally {
			users.execute("DROP ROLE " + role);
		}
	}

	@Test
	void aVariableOfAScriptEndsWithIt() {
		this.files.with("V1__set.sql", "SET @n = 5, @`odd name` = 6;", "CREATE TABLE within AS SELECT @n AS n;")
			.with("V2__after.sql", "CREATE TABLE after AS SELECT @n IS NULL AND @`odd name` IS NULL AS is_gone;");
		migrator().migrate();
		assertThat(this.database.query("SELECT n FROM within")).containsExactly("5");
		assertThat(this.database.query("SELECT is_gone FROM after")).containsExactly("1");
	}

	@Test
	void aVariableThatAQueryOfAScriptSetsEndsWithIt() {
		this.files.with("V1__set.sql", "SELECT 5 INTO @n;", "CREATE TABLE within AS SELECT @n AS n;")
			.with("V2__after.sql", "CREATE TABLE after AS SELECT @n IS NULL AS is_gone;");
		migrator().migrate();
		assertThat(this.database.query("SELECT n FROM within")).containsExactly("5");
		assertThat(this.database.query("SELECT is_gone FROM after")).containsExactly("1");
	}

	@Test
	void aVariableThatAScriptFindsIsWhatItWasForTheNextOne() {
		this.files
			.with("V1__set.sql", "SET @tenant = 2, @name = NULL, @code = 'other';", "CREATE TABLE one (id INTEGER);")
			.with("V2__after.sql",
					"CREATE TABLE after AS SELECT @tenant + 1 AS tenant, @name AS name, CONCAT(@code, @tenant) AS code;");
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(this.database.url());
			pool.setMaximumPoolSize(1);
			pool.setConnectionInitSql("SET @tenant = 1, @name = 'Zo\u00eb''s \\\\', @code = '007'");
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
		}
		assertThat(this.database.query("SELECT tenant, name, code FROM after")).containsExactly("2|Zo\u00eb's \\|0071");
	}

	@Test
	void aStatementThatChangesDataIsToldHowManyRowsTheQueryBeforeItHasFound() {
		this.files.with("V1__count.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE counted (n INTEGER);",
				"INSERT INTO one VALUES (1), (2), (3);", "SELECT SQL_CALC_FOUND_ROWS id FROM one LIMIT 1;",
				"INSERT INTO counted VALUES (FOUND_ROWS());");
		migrator().migrate();
		assertThat(this.database.query("SELECT n FROM counted")).containsExactly("3");
	}

	@Test
	void aTemporaryTableOfTheDonePartIsMissedOnlyWhereItIsNeeded() {
		String done = "CREATE TABLE one (id INTEGER); CREATE TEMPORARY TABLE scratch (id INTEGER);"
				+ " INSERT INTO scratch VALUES (1); INSERT INTO one SELECT id FROM scratch; CREATE TABLE two (id INTEGER);";
		this.files.with("V1__scratch.sql", done, "INSERT INTO no_such_table VALUES (2);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		this.files.with("V1__scratch.sql", done, "INSERT INTO two SELECT id FROM scratch;");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getMessage())
				.contains("statement 6 needs the temporary table of statement 2", "Statements 1 to 5 are in force"));
		this.files.with("V1__scratch.sql", done, "CREATE TEMPORARY TABLE scratch AS SELECT id FROM one;",
				"INSERT INTO two SELECT id FROM scratch;");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM two")).containsExactly("1");
	}

	/**
	 * What it did before the deadlock is rolled back, and what it does behind it would be
	 * committed with the history.
	 */
	@Test
	void codeThatGoesOnBehindADeadlockIsNotApplied() throws SQLException {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY, n INTEGER);",
				"INSERT INTO one VALUES (1, 0), (2, 0);", "CREATE TABLE two (id INTEGER);",
				"CREATE TABLE heavy (id INTEGER);");
		migrator().migrate();
		try (Connection other = DriverManager.getConnection(this.database.url())) {
			other.setAutoCommit(false);
			// Whoever has changed less is the one to give way.
			execute(other, "INSERT INTO heavy SELECT seq FROM seq_1_to_1000");
			execute(other, "UPDATE one SET n = 1 WHERE id = 2");
			Migrator migrator = Migrator.builder(this.database.dataSource())
				.locations(this.files.location())
				.javaMigrations(new Deadlock(this.database, other))
				.build();
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("goes on after an error");
		}
		assertThat(this.database.query("SELECT id FROM two")).isEmpty();
		assertThat(this.database.query("SELECT state FROM migration_history WHERE migration_key LIKE '%2%'"))
			.containsExactly("FAILED");
	}

	/**
	 * From 11.6 on a server does so unasked.
	 */
	@Test
	void codeThatGoesOnBehindARowThatOthersHaveChangedIsNotApplied() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY, n INTEGER);",
				"INSERT INTO one VALUES (1, 0);", "CREATE TABLE two (id INTEGER);");
		TestDatabase other = this.database;
		Migrator migrator = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.javaMigrations(JavaMigrationContractTests.Given.of((connection) -> {
				execute(connection, "SET innodb_snapshot_isolation = ON");
				execute(connection, "INSERT INTO two VALUES (1)");
				execute(connection, "SELECT n FROM one");
				other.execute("UPDATE one SET n = 1");
				try {
					execute(connection, "UPDATE one SET n = 2");
				}
				catch (SQLException ex) {
					assertThat(ex.getErrorCode()).isEqualTo(1020);
				}
				execute(connection, "INSERT INTO two VALUES (2)");
			}))
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContainingAll("goes on after an error", "Record has changed", "error 1020");
		assertThat(this.database.query("SELECT id FROM two")).isEmpty();
	}

	/**
	 * It is a plugin there, which may be off, and which old servers do not have.
	 */
	@Test
	void aServerThatDoesNotListVariablesOfTheUserIsNotAskedForThem() {
		TestDatabase users = TestDatabase.mariadbWithUsers();
		assumeThat(users.query(
				"SELECT plugin_name FROM information_schema.plugins WHERE plugin_name = 'user_variables' AND plugin_status = 'ACTIVE'"))
			.isEmpty();
		this.files.with("V1__set.sql", "SET @n = 5, sort_buffer_size = 300000;", "CREATE TABLE one AS SELECT @n AS n;")
			.with("V2__after.sql",
					"CREATE TABLE after AS SELECT @@sort_buffer_size = 300000 OR @n IS NOT NULL AS is_kept;");
		Migrator.builder(users.dataSource()).locations(this.files.location()).build().migrate();
		assertThat(users.query("SELECT n FROM one")).containsExactly("5");
		assertThat(users.query("SELECT is_kept FROM after")).containsExactly("0");
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Runs into a deadlock between two rows, and goes on.
	 *
	 * @param server the database
	 * @param other has locked what it comes to second
	 */
	private record Deadlock(TestDatabase server, Connection other) implements JavaMigration {

		private static final String WAITING = "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";

		@Override
		public Version version() {
			return Version.of("2");
		}

		@Override
		public String description() {
			return "deadlock";
		}

		@Override
		public void up(JavaMigrationContext context) throws Exception {
			execute(context.connection(), "INSERT INTO two VALUES (1)");
			execute(context.connection(), "UPDATE one SET n = 2 WHERE id = 1");
			CompletableFuture<Void> blocked = CompletableFuture.runAsync(() -> {
				try {
					execute(this.other, "UPDATE one SET n = 1 WHERE id = 1");
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			await().atMost(Duration.ofMinutes(1))
				.until(() -> blocked.isDone() || !this.server.query(WAITING).isEmpty());
			try {
				execute(context.connection(), "UPDATE one SET n = 2 WHERE id = 2");
			}
			catch (SQLException ex) {
				blocked.get(1, TimeUnit.MINUTES);
				this.other.rollback();
			}
			execute(context.connection(), "INSERT INTO two VALUES (2)");
		}

	}

}
