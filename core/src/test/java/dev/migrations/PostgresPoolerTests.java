package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.TransactionMode;
import dev.migrations.model.Version;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.PooledDataSource;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * PostgreSQL behind something that looks like a pooler in transaction mode. The real
 * PgBouncer is a campaign of the module reliability.
 */
class PostgresPoolerTests {

	private static final String STATE = """
			SELECT current_setting('lock_timeout') || ' ' || current_setting('search_path') || ' '
				|| current_setting('application_name') || ' '
				|| (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) || ' '
				|| (SELECT count(*) FROM pg_prepared_statements WHERE from_sql) || ' '
				|| (SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema())""";

	@TempDir
	Path directory;

	private TestDatabase database;

	private PooledDataSource pooled;

	private MigrationFiles files;

	@BeforeEach
	void prepare() throws SQLException {
		this.database = TestDatabase.postgresql();
		this.pooled = new PooledDataSource(this.database.dataSource(), 4);
		this.files = new MigrationFiles(this.directory).with("V1__users.sql", "CREATE TABLE users (id INTEGER);")
			.with("V2__rows.sql", "INSERT INTO users (id) VALUES (1);", "INSERT INTO users (id) VALUES (2);")
			.with("V3__more.sql", "SET search_path = pg_catalog;", "SET lock_timeout = '77s';",
					"CREATE TABLE public.more (id INTEGER);");
	}

	@Test
	void refusesASchemaThatWouldHaveToBeSetForASession() {
		Migrator inSchema = Migrator.builder(this.pooled)
			.locations(this.files.location())
			.schema("shop")
			.createSchema(true)
			.build();
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(inSchema::migrate)
			.withMessageContaining("migrations.schema is set")
			.withMessageContaining("migrations.url");
		assertThat(this.database.query("SELECT count(*) FROM pg_namespace WHERE nspname = 'shop'"))
			.containsExactly("0");
	}

	private Migrator migrator() {
		return Migrator.builder(this.pooled).locations(this.files.location()).build();
	}

	private Set<String> sessionStates() throws SQLException {
		Set<String> states = new TreeSet<>();
		for (Connection session : this.pooled.sessions()) {
			try (Statement statement = session.createStatement(); ResultSet row = statement.executeQuery(STATE)) {
				row.next();
				states.add(row.getString(1));
			}
		}
		return states;
	}

	@Test
	void migratesAndLeavesNothingInAnySession() throws SQLException {
		Set<String> before = sessionStates();
		assertThat(before).hasSize(1);
		assertThat(migrator().migrate().applied()).hasSize(3);
		assertThat(migrator().migrate().applied()).isEmpty();
		assertThat(this.database.query("SELECT count(*) FROM users")).containsExactly("2");
		assertThat(sessionStates()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TEMPORARY TABLE scratch (id INTEGER);", "SELECT 1 AS id INTO TEMP scratch;",
			"CREATE TABLE pg_temp.scratch (id INTEGER);" })
	void leavesNoTemporaryTableInAnySession(String statement) throws SQLException {
		Set<String> before = sessionStates();
		this.files.with("V4__scratch.sql", statement);
		migrator().migrate();
		assertThat(sessionStates()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT pg_advisory_lock(4711);",
			"INSERT INTO users SELECT 3 WHERE " + "pg_try_advisory_lock(4711);",
			"DO $$ BEGIN PERFORM pg_catalog.pg_try_advisory_lock_shared(1, 2); END $$;" })
	void refusesALockThatWouldStayInASession(String statement) throws SQLException {
		Set<String> before = sessionStates();
		migrator().migrate();
		this.files.with("V4__lock.sql", "INSERT INTO users (id) VALUES (3);", statement);
		assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V4__lock.sql, line 2, takes an advisory lock of its session")
			.withMessageContaining("pg_advisory_xact_lock");
		assertThat(this.database.query("SELECT id FROM users ORDER BY id")).containsExactly("1", "2");
		assertThat(sessionStates()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT pg_advisory_xact_lock(4711);", "SELECT locks();" })
	void leavesNoLockInAnySession(String statement) throws SQLException {
		Set<String> before = sessionStates();
		this.files.with("V4__lock.sql",
				"CREATE FUNCTION locks() RETURNS void LANGUAGE sql AS 'SELECT pg_advisory_lock(4711)';", statement);
		assertThat(migrator().migrate().applied()).hasSize(4);
		assertThat(sessionStates()).isEqualTo(before);
	}

	@Test
	void timeOutsThatAreMeantForTheApplicationDoNotEndAMigration() throws SQLException {
		List<String> timeouts = List.of("statement_timeout", "transaction_timeout",
				"idle_in_transaction_session_timeout");
		String name = this.database.query("SELECT current_database()").get(0);
		timeouts
			.forEach((timeout) -> this.database.execute("ALTER DATABASE " + name + " SET " + timeout + " = '77min'"));
		String set = "SELECT " + String.join(" || ' ' || ",
				timeouts.stream().map((timeout) -> "current_setting('" + timeout + "')").toList());
		this.files.with("V4__seen.sql", "CREATE TABLE seen AS " + set + " AS timeouts;");
		this.pooled = new PooledDataSource(this.database.dataSource(), 4);
		migrator().migrate();
		assertThat(this.database.query("SELECT timeouts FROM seen")).containsExactly("0 0 0");
		for (Connection session : this.pooled.sessions()) {
			try (Statement statement = session.createStatement(); ResultSet row = statement.executeQuery(set)) {
				row.next();
				assertThat(row.getString(1)).isEqualTo("77min 77min 77min");
			}
		}
	}

	@Test
	void preparesNothingHoweverManyMigrationsThereAre() throws SQLException {
		Set<String> before = sessionStates();
		for (int version = 4; version <= 30; version++) {
			this.files.with("V" + version + "__row.sql", "INSERT INTO users (id) VALUES (" + version + ");",
					"INSERT INTO users (id) SELECT -1 FROM pg_prepared_statements WHERE from_sql;");
		}
		assertThat(migrator().migrate().applied()).hasSize(30);
		assertThat(this.database.query("SELECT count(*) FROM users WHERE id = -1")).containsExactly("0");
		assertThat(sessionStates()).isEqualTo(before);
	}

	@Test
	void instancesThatStartTogetherApplyNothingTwice() throws Exception {
		for (int version = 4; version <= 20; version++) {
			this.files.with("V" + version + "__row.sql", "INSERT INTO users (id) VALUES (" + version + ");");
		}
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<Integer>> instances = new ArrayList<>();
		Callable<Integer> instance = () -> migrator().migrate().applied().size();
		for (int i = 0; i < 4; i++) {
			instances.add(threads.submit(instance));
		}
		int applied = 0;
		for (Future<Integer> result : instances) {
			applied += result.get();
		}
		threads.shutdown();
		assertThat(applied).isEqualTo(20);
		assertThat(this.database.query("SELECT count(*), count(DISTINCT id) FROM users")).containsExactly("19|19");
	}

	@Test
	void whoWaitsInTheMiddleOfARunHasNoTransactionOpenAndDoesNotSayThatNothingWasChanged() throws SQLException {
		StatementLog log = new StatementLog(this.pooled);
		try (Connection other = this.database.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			MigrationListener between = new MigrationListener() {

				private String key = "";

				@Override
				public void migrationStarted(MigrationEvent.MigrationStarted event) {
					this.key = PostgresPoolerTests.this.database
						.query("SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks"
								+ " WHERE locktype = 'advisory' AND database ="
								+ " (SELECT oid FROM pg_database WHERE datname = current_database())")
						.get(0);
				}

				@Override
				public void migrationApplied(MigrationEvent.MigrationApplied event) {
					try {
						statement.execute("SELECT pg_advisory_lock(" + this.key + ")");
					}
					catch (SQLException ex) {
						throw new IllegalStateException(ex);
					}
				}

			};
			Migrator migrator = Migrator.builder(log)
				.locations(this.files.location())
				.transaction(TransactionMode.PER_MIGRATION)
				.lockTimeout(Duration.ofSeconds(1))
				.listeners(between)
				.build();
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription())
					.contains("the migration lock", "What was committed before is in the history")
					.doesNotContain("Nothing was changed"));
		}
		List<String> calls = log.calls()
			.stream()
			.filter((call) -> call.equals("rollback") || call.contains("pg_try_advisory_xact_lock"))
			.toList();
		assertThat(calls.subList(calls.indexOf("rollback"), calls.size())).hasSizeGreaterThan(4)
			.satisfies((waiting) -> {
				for (int i = 0; i < waiting.size() - 1; i += 2) {
					assertThat(waiting.get(i)).isEqualTo("rollback");
				}
			});
		assertThat(this.database.hasTable("users")).isTrue();
		assertThat(this.database.query("SELECT count(*) FROM users")).containsExactly("0");
	}

	/**
	 * Between two transactions others may have the lock.
	 */
	@Test
	void whatAnotherInstanceAppliesBetweenTwoMigrationsMayForbidTheNextOne() {
		MigrationListener between = new MigrationListener() {

			@Override
			public void migrationApplied(MigrationEvent.MigrationApplied event) {
				PostgresPoolerTests.this.database.execute(
						"INSERT INTO migration_history (migration_key, type, version, spelling, state, applied_order) "
								+ "VALUES ('V:9', 'VERSIONED', '9', '9', 'APPLIED', 9) ON CONFLICT DO NOTHING");
			}

		};
		Migrator migrator = Migrator.builder(this.pooled)
			.locations(this.files.location())
			.transaction(TransactionMode.PER_MIGRATION)
			.listeners(between)
			.build();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("V2__rows.sql is not applied, but the higher version 9 is");
		assertThat(this.database.query("SELECT migration_key FROM migration_history ORDER BY migration_key"))
			.containsExactly("V:1", "V:9");
	}

	@Test
	void refusesAScriptThatCommitsBeforeItsEndAndSaysTheWayOut() {
		this.files.with("V4__index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id);");
		assertRefused("V4__index.sql commits before its end");
		this.files.with("V4__index.sql", "BEGIN;", "INSERT INTO users VALUES (7);", "COMMIT;", "BEGIN;",
				"INSERT INTO users VALUES (8);", "COMMIT;");
		assertRefused("V4__index.sql commits before its end");
		this.files.with("V4__index.sql", "CREATE TYPE mood AS ENUM ('sad');", "ALTER TYPE mood ADD VALUE 'happy';",
				"CREATE TABLE moods (mood mood DEFAULT 'happy');");
		assertRefused("V4__index.sql commits before its end");
		assertThat(this.database.query("SELECT count(*) FROM users")).containsExactly("2");
		assertThat(this.database.query("SELECT count(*) FROM migration_history")).containsExactly("3");
		this.files.with("V4__index.sql", "CREATE INDEX users_id ON users (id);");
		assertThat(migrator().migrate().applied()).hasSize(1);
	}

	private void assertRefused(String words) {
		assertThatExceptionOfType(MigrationLockException.class).isThrownBy(() -> migrator().migrate())
			.satisfies((refusal) -> {
				assertThat(refusal.getDescription()).contains(words, "a pooler, such as PgBouncer");
				assertThat(refusal.getAction()).startsWith("Set migrations.url to the server's own address");
			});
	}

	@Test
	void aFailureLeavesNothing() throws SQLException {
		Set<String> before = sessionStates();
		this.files.with("V4__broken.sql", "SET search_path = pg_catalog;", "SELECT * FROM nothing_of_that_name;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().migrate());
		assertThat(migrator().status().current()).isEqualTo(Version.of("3"));
		assertThat(sessionStates()).isEqualTo(before);
	}

	@Test
	void baselinesAndRepairs() {
		migrator().baseline(Version.of("1"), "built by hand");
		this.database.execute("CREATE TABLE users (id INTEGER)");
		assertThat(migrator().migrate().applied()).hasSize(2);
		this.files.with("V2__rows.sql", "INSERT INTO users (id) VALUES (5);");
		Migrator migrator = migrator();
		migrator.repair(migrator.planRepair());
		assertThat(migrator.audit()).hasSize(2);
		migrator.validate();
	}

}
