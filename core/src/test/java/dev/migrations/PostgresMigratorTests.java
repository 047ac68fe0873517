package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.TransactionMode;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * PostgreSQL.
 */
class PostgresMigratorTests extends MigratorContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.postgresql();
	}

	@Override
	DataSource readOnly() {
		return new DriverManagerDataSource(this.database.url() + "&options=-c%20default_transaction_read_only=on");
	}

	@Test
	void theDumpOfASchemaIsABaselineScript() {
		this.files
			.with("B1__dump.sql", "\\restrict 8hQm", "SET statement_timeout = 0;", "SET lock_timeout = 0;",
					"SET idle_in_transaction_session_timeout = 0;", "SET transaction_timeout = 0;",
					"SET client_encoding = 'UTF8';", "SET standard_conforming_strings = on;",
					"SELECT pg_catalog.set_config('search_path', '', false);", "SET check_function_bodies = false;",
					"SET xmloption = content;", "SET client_min_messages = warning;", "SET row_security = off;",
					"SET default_tablespace = '';", "SET default_table_access_method = heap;",
					"CREATE TABLE public.owls (id integer NOT NULL);",
					"ALTER TABLE ONLY public.owls ADD CONSTRAINT owls_pkey PRIMARY KEY (id);", "\\unrestrict 8hQm")
			.with("V2__owl.sql", "INSERT INTO owls VALUES (1);");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("B1__dump.sql", "V2__owl.sql");
		assertThat(this.database.query("SELECT id FROM public.owls")).containsExactly("1");
	}

	@Test
	void aPoolThatLendsReadOnlyConnectionsIsNamedAndNotTheDatabase() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(this.database.url());
			pool.setReadOnly(true);
			assertThatExceptionOfType(MigrationHistoryException.class)
				.isThrownBy(Migrator.builder(pool).locations(this.files.location()).build()::migrate)
				.satisfies((ex) -> {
					assertThat(ex.getDescription()).contains("V1__one.sql is due",
							"the connections that migrations are given are read-only", "Nothing was changed");
					assertThat(ex.getAction()).contains("spring.datasource.hikari.read-only", "migrations.url");
				});
		}
	}

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE FUNCTION plus_one(i integer) RETURNS integer LANGUAGE plpgsql AS $body$", "BEGIN",
				"  -- it's a comment; with a quote", "  RETURN i + 1;", "END;", "$body$;",
				"CREATE FUNCTION twice(i integer) RETURNS integer BEGIN ATOMIC SELECT i; SELECT i * 2; END;",
				"CREATE TABLE after_body (id INTEGER);" };
	}

	@Test
	void hidesAPlaceholdersValueAlsoWhereTheCommitIsRefused() {
		this.files.with("V1__tokens.sql", "CREATE TABLE tokens (token TEXT UNIQUE DEFERRABLE INITIALLY DEFERRED);",
				"INSERT INTO tokens VALUES ('${token}'), ('${token}');");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> Migrator.builder(this.database.dataSource())
				.locations(this.files.location())
				.placeholders(Map.of("token", "hunter2"))
				.build()
				.migrate())
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("commit after its statements failed"))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.getCause()).doesNotContain("hunter2"));
	}

	@Test
	void copyDataGoesThroughTheDriver() {
		this.files.with("V1__copy.sql", "CREATE TABLE people (id integer, name text);",
				"COPY people (id, name) FROM stdin;", "1\tit's; a 'quote'", "2\t\\N", "\\.",
				"INSERT INTO people VALUES (3, 'after');");
		migrator().migrate();
		assertThat(this.database.query("SELECT id, name FROM people ORDER BY id")).containsExactly("1|it's; a 'quote'",
				"2|null", "3|after");
	}

	@Test
	void statementsThatAreRefusedInATransactionAreTakenOutOfIt() {
		this.files.with("V1__mixed.sql", "CREATE TABLE one (id integer);", "INSERT INTO one VALUES (1);",
				"CREATE INDEX CONCURRENTLY one_id ON one (id);", "VACUUM one;", "INSERT INTO one VALUES (2);");
		MigrationReport report = migrator().migrate();
		assertThat(report.applied().get(0).statements()).isEqualTo(5);
		assertThat(this.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_id'::regclass"))
			.containsExactly("t");
		assertThat(this.database.query("SELECT count(*) FROM migration_history_step")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "one_id_idx ON one (id)", "ON one (id)" })
	void anIndexThatCouldNotBeBuiltIsClearedAwayAndItsStatementMayBeCorrected(String index) {
		this.files.with("V1__index.sql", "CREATE TABLE one (id integer);", "INSERT INTO one VALUES (1), (1);",
				"CREATE UNIQUE INDEX CONCURRENTLY " + index + ";", "INSERT INTO one VALUES (2);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V1__index.sql, line 3",
					"Statements 1 to 2 of this script are in force"));
		assertThat(this.database.query("SELECT count(*) FROM pg_class WHERE relname = 'one_id_idx'"))
			.containsExactly("0");
		this.files.with("V1__index.sql", "CREATE TABLE one (id integer);", "INSERT INTO one VALUES (1), (1);",
				"CREATE INDEX CONCURRENTLY " + index + ";", "INSERT INTO one VALUES (2);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_id_idx'::regclass"))
			.containsExactly("t");
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "1", "2");
	}

	@Test
	void aMisspeltIndexIsNotTakenForOneThatWasDropped() {
		this.files.with("V1__index.sql", "CREATE TABLE one (id INTEGER);", "CREATE INDEX one_id ON one (id);",
				"DROP INDEX CONCURRENTLY one_ids;");
		for (int start = 0; start < 2; start++) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
				.withMessageContaining("index \"one_ids\" does not exist")
				.withMessageContaining("Correct the statement");
		}
		this.files.with("V1__index.sql", "CREATE TABLE one (id INTEGER);", "CREATE INDEX one_id ON one (id);",
				"DROP INDEX CONCURRENTLY one_id;");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT to_regclass('one_id') IS NULL")).containsExactly("t");
	}

	@Test
	void anInvalidIndexOfTheSameNameElsewhereIsNoObstacle() {
		this.database.execute("CREATE TABLE one (id INTEGER)", "INSERT INTO one VALUES (1), (1)", "CREATE SCHEMA other",
				"CREATE TABLE other.two (id INTEGER)");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.database.execute("CREATE UNIQUE INDEX CONCURRENTLY same ON one (id)"));
		this.files.with("V1__index.sql", "CREATE INDEX CONCURRENTLY same ON other.two (id);");
		migrator().baseline(Version.of("0"));
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'other.same'::regclass"))
			.containsExactly("t");
	}

	@Test
	void anInvalidIndexOfSomebodyElseIsNotTakenForTheOneThatWasAskedFor() {
		this.database.execute("CREATE TABLE one (id integer)", "INSERT INTO one VALUES (1), (1)");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.database.execute("CREATE UNIQUE INDEX CONCURRENTLY one_id ON one (id)"));
		this.files.with("V1__index.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS one_id ON one (id);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("The index public.one_id exists but is invalid");
		this.database.execute("DROP INDEX one_id");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_id'::regclass"))
			.containsExactly("t");
	}

	@Test
	void whoeverStartsIsAskedWhichOfSeveralIndexesAStatementHasMade() throws Exception {
		this.database.execute("CREATE TABLE one (id integer, n integer)", "CREATE INDEX of_another ON one (n)");
		this.files.with("V1__index.sql", "CREATE INDEX CONCURRENTLY ON one (id);");
		CompletableFuture<MigrationReport> killed;
		try (Connection writer = DriverManager.getConnection(this.database.url());
				Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.execute("INSERT INTO one VALUES (1, 1)");
			killed = CompletableFuture.supplyAsync(migrator()::migrate);
			String session = await().atMost(Duration.ofMinutes(1))
				.until(() -> this.database.query("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
						+ "AND query LIKE 'CREATE INDEX CONC%' AND datname = current_database()"),
						(found) -> !found.isEmpty())
				.get(0);
			this.database.execute("ALTER INDEX of_another RENAME TO one_n_idx",
					"SELECT pg_terminate_backend(" + session + ")");
		}
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> killed.get(1, TimeUnit.MINUTES))
			.withCauseInstanceOf(MigrationHistoryException.class)
			.withMessageContainingAll("V1__index.sql, line 1, column 1: statement 1",
					"public.one_id_idx (invalid), public.one_n_idx (valid)", "migrations repair --send-again");
		this.database.execute("DROP INDEX one_id_idx");
		migrator().repair(migrator().planRepair(RepairAction.Kind.SEND_AGAIN));
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_id_idx'::regclass"))
			.containsExactly("t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "one_n ON one (n)", "ON one (n)" })
	void aTableMayHaveManyIndexesBesideTheOneThatIsBuiltConcurrently(String index) {
		List<String> script = new ArrayList<>(List.of("CREATE TABLE one (id integer, n integer);"));
		IntStream.range(0, 80)
			.forEach((i) -> script
				.add("CREATE INDEX an_index_with_a_name_as_long_as_those_of_a_generator_idx" + i + " ON one (id);"));
		this.files.with("V1__many.sql", script.toArray(String[]::new))
			.with("V2__index.sql", "INSERT INTO one VALUES (1, 1), (2, 1);",
					"CREATE UNIQUE INDEX CONCURRENTLY " + index + ";");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("could not create unique index");
		assertThat(this.database.query("SELECT count(*) FROM pg_index WHERE indrelid = 'one'::regclass"))
			.containsExactly("80");
		this.files.with("V2__index.sql", "INSERT INTO one VALUES (1, 1), (2, 1);",
				"CREATE INDEX CONCURRENTLY " + index + ";");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT count(*) FROM pg_index WHERE indrelid = 'one'::regclass AND indisvalid"))
			.containsExactly("81");
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO one VALUES ('happy');", "COPY one FROM stdin;\nhappy\n\\.",
			"INSERT INTO one VALUES ($$happy$$);", "INSERT INTO one VALUES ('${mood}');",
			"INSERT INTO one SELECT enum_last(NULL::mood);",
			"ALTER TABLE one ALTER m SET DEFAULT 'happy';\nINSERT INTO one DEFAULT VALUES;" })
	void anEnumValueCanBeUsedByTheStatementBehindIt(String use) {
		this.files.with("V1__enum.sql", "CREATE TYPE mood AS ENUM ('sad');", "CREATE TABLE one (m mood);")
			.with("V2__value.sql", "ALTER TYPE mood ADD VALUE 'happy';", use);
		Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.placeholders(Map.of("mood", "happy"))
			.build()
			.migrate();
		assertThat(this.database.query("SELECT m FROM one")).containsExactly("happy");
	}

	@Test
	void theStatementOfABatchThatFailedIsNamedByItsLine() {
		for (int failing : new int[] { 1, 2, 3, 499, 500, 501, 750 }) {
			TestDatabase database = createDatabase(this.directory);
			List<String> lines = new ArrayList<>();
			IntStream.rangeClosed(1, 750)
				.forEach((i) -> lines.add("INSERT INTO one VALUES (" + ((i == failing) ? "'x'" : i) + ");"));
			this.files.with("V1__one.sql", "CREATE TABLE one (id integer);")
				.with("V2__rows.sql", lines.toArray(String[]::new));
			Migrator migrator = Migrator.builder(database.dataSource()).locations(this.files.location()).build();
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription())
					.startsWith("V2__rows.sql, line " + failing + ", column 25: statement " + failing + " failed"));
		}
	}

	@Test
	void aConstraintThatIsCheckedAtTheCommitIsReported() {
		this.files.with("V1__deferred.sql", "CREATE TABLE parent (id integer PRIMARY KEY);",
				"CREATE TABLE child (id integer REFERENCES parent DEFERRABLE INITIALLY DEFERRED);",
				"INSERT INTO child VALUES (7);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V1__deferred.sql", "commit", "rolled back",
					"child"));
		assertThat(this.database.hasTable("parent")).isFalse();
	}

	@Test
	void theIsolationOfAFrameIsKept() {
		this.files.with("V1__isolation.sql", "BEGIN ISOLATION LEVEL SERIALIZABLE;",
				"CREATE TABLE one AS SELECT current_setting('transaction_isolation') AS level;", "COMMIT;");
		migrator().migrate();
		assertThat(this.database.query("SELECT level FROM one")).containsExactly("serializable");
	}

	@Test
	void aPoolBehindAnotherDataSourceLosesAChangedSessionWithoutAWarning() {
		this.files.with("V1__session.sql", "CREATE SCHEMA other;", "SET search_path TO other;");
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setMaximumPoolSize(1);
		Logger logger = (Logger) LoggerFactory.getLogger("com.zaxxer.hikari");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			DataSource lazy = new LazyConnectionDataSourceProxy(pool);
			Migrator.builder(lazy).locations(this.files.location()).build().migrate();
			assertThat(JdbcClient.create(lazy).sql("SHOW search_path").query(String.class).single())
				.isEqualTo("\"$user\", public");
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.WARN)).isEmpty();
	}

	@Test
	void aHistoryThatSomebodyElseHasLockedIsNoMatterOfRights() throws SQLException {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		migrator().migrate();
		this.files.with("V2__two.sql", "CREATE TABLE two (id INTEGER);");
		Migrator impatient = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.ddlLockTimeout(Duration.ofMillis(1))
			.build();
		try (Connection other = this.database.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("LOCK TABLE migration_history IN SHARE MODE");
			assertThatExceptionOfType(MigrationException.class).isThrownBy(impatient::migrate)
				.satisfies((ex) -> assertThat(ex.getAction()).contains("locked", "start again").doesNotContain("may"));
			other.rollback();
		}
		assertThat(migrator().migrate().applied()).hasSize(1);
	}

	@Test
	void timeOutsThatAreMeantForTheApplicationDoNotEndAMigration() throws SQLException {
		List<String> timeouts = List.of("statement_timeout", "transaction_timeout",
				"idle_in_transaction_session_timeout", "idle_session_timeout");
		String name = this.database.query("SELECT current_database()").get(0);
		timeouts
			.forEach((timeout) -> this.database.execute("ALTER DATABASE " + name + " SET " + timeout + " = '77min'"));
		String set = "SELECT " + String.join(" || ' ' || ",
				timeouts.stream().map((timeout) -> "current_setting('" + timeout + "')").toList());
		this.files.with("V1__seen.sql", "CREATE TABLE seen AS " + set + " AS timeouts;");
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setMaximumPoolSize(1);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			assertThat(JdbcClient.create(pool).sql(set).query(String.class).single())
				.isEqualTo("77min 77min 77min 77min");
		}
		assertThat(this.database.query("SELECT timeouts FROM seen")).containsExactly("0 0 0 0");
	}

	@Test
	void whatAScriptSetsForItsSessionReachesNeitherTheNextScriptNorThePool() throws SQLException {
		this.files
			.with("V1__session.sql", "CREATE SCHEMA other;", "SET search_path TO other;",
					"SET statement_timeout = '7min';", "CREATE TABLE one (id integer);")
			.with("V2__next.sql", "CREATE TABLE two AS SELECT current_setting('statement_timeout') AS timeout, "
					+ "current_schema() AS schema;");
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setMaximumPoolSize(1);
		config.setConnectionInitSql("SET work_mem = '5MB'");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			JdbcClient client = JdbcClient.create(pool);
			assertThat(client.sql("SHOW search_path").query(String.class).single()).isEqualTo("\"$user\", public");
			assertThat(client.sql("SHOW statement_timeout").query(String.class).single()).isEqualTo("0");
			assertThat(client.sql("SHOW work_mem").query(String.class).single()).isEqualTo("5MB");
			assertThat(client.sql("SHOW application_name").query(String.class).single()).doesNotContain("migrations");
		}
		assertThat(this.database.query("SELECT timeout, schema FROM public.two")).containsExactly("0|public");
		assertThat(this.database.query("SELECT count(*) FROM other.one")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET_CONFIG(", "Set_Config (", "pg_catalog.\"set_config\"(", "set_config/**/\n(" })
	void aFunctionThatSetsSomethingIsSeenHoweverItIsWritten(String function) {
		this.files
			.with("V1__session.sql", "SELECT " + function + "'statement_timeout', '7min', false);",
					"CREATE TABLE one (id integer);")
			.with("V2__next.sql", "CREATE TABLE two AS SELECT current_setting('statement_timeout') AS timeout;");
		migrator().migrate();
		assertThat(this.database.query("SELECT timeout FROM two")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DO $$ BEGIN SET work_mem = '7MB'; END $$;",
			"DO $$BEGIN PERFORM set_config('work_mem', '7MB', false); END$$;", "SELECT sets();", "CALL sets_too();",
			"INSERT INTO one SELECT 1 WHERE set_config('work_mem', '7MB', false) <> '';",
			"CREATE TABLE two AS SELECT set_config('work_mem', '7MB', false);",
			"DO $$ BEGIN CREATE TEMPORARY TABLE marker (id integer); END $$;" })
	void whatIsSetByWhatAScriptExecutesReachesNeitherTheNextScriptNorThePool(String statement) {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE marker AS SELECT 7 AS id;",
				"CREATE FUNCTION sets() RETURNS void LANGUAGE plpgsql AS " + "$$ BEGIN SET work_mem = '7MB'; END $$;",
				"CREATE PROCEDURE sets_too() LANGUAGE plpgsql AS $$ BEGIN PERFORM sets(); END $$;");
		migrator().migrate();
		String seen = "SELECT current_setting('work_mem') || ' ' || count(*) AS settings FROM marker";
		this.files.with("V2__session.sql", statement).with("V3__next.sql", "CREATE TABLE seen AS " + seen + ";");
		String process = "SELECT pg_backend_pid()";
		try (HikariDataSource pool = pool()) {
			JdbcClient client = JdbcClient.create(pool);
			String before = client.sql(process).query(String.class).single();
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			assertThat(client.sql(seen).query(String.class).single()).isEqualTo("4MB 1");
			assertThat(client.sql(process).query(String.class).single()).isNotEqualTo(before);
		}
		assertThat(this.database.query("SELECT settings FROM seen")).containsExactly("4MB 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET app.tenant = '42';", "DO $$ BEGIN SET app.tenant = '42'; END $$;",
			"DO $$ BEGIN IF true THEN SET SESSION app.tenant TO '42'; END IF; END $$;",
			"DO $$ BEGIN PERFORM set_config('app.tenant', '42', false); END $$;",
			"DO $$ BEGIN EXECUTE format('SET app.tenant = %L', 42); END $$;",
			"DO $$ DECLARE n text = 'app.tenant'; BEGIN PERFORM set_config(n, '42', false); END $$;",
			"INSERT INTO one SELECT 1 WHERE set_config('app.tenant', '42', false) <> '';" })
	void aSettingThatTheServerDoesNotListReachesNeitherTheNextScriptNorThePool(String statement) {
		String seen = "SELECT coalesce(current_setting('app.tenant', true), '') AS tenant";
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__sets.sql", statement)
			.with("V3__next.sql", "CREATE TABLE seen AS " + seen + ";");
		try (HikariDataSource pool = pool()) {
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			assertThat(JdbcClient.create(pool).sql(seen).query(String.class).single()).isEmpty();
		}
		assertThat(this.database.query("SELECT tenant FROM seen")).containsExactly("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 1 AS id INTO TEMP scratch;", "SELECT 1 AS id INTO LOCAL TEMPORARY scratch;",
			"SELECT 1 AS id INTO/**/TEMPORARY TABLE scratch;", "SELECT 1 AS id INTO pg_temp.scratch;",
			"WITH a AS (SELECT 1 AS id) SELECT id INTO TABLE \"pg_temp\".scratch FROM a;",
			"CREATE TABLE pg_temp.scratch AS SELECT 1 AS id;", "CREATE TABLE \"pg_temp\".scratch (id INTEGER);",
			"CREATE VIEW pg_temp.scratch AS SELECT 1 AS id;",
			"CREATE LOCAL -- for now\nTEMP TABLE scratch (id INTEGER);" })
	void aTemporaryTableReachesNeitherTheNextScriptNorThePool(String statement) {
		assertThatATemporaryTableStaysInItsScript(statement);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE temp (id INTEGER);", "SELECT 1 AS temp INTO one;",
			"CREATE TABLE two AS SELECT 'INTO TEMP x' AS id;" })
	void aTableThatIsOnlyCalledTemporaryLeavesTheSessionToThePool(String statement) {
		this.files.with("V1__table.sql", statement);
		String process = "SELECT pg_backend_pid()";
		try (HikariDataSource pool = pool()) {
			JdbcClient client = JdbcClient.create(pool);
			String before = client.sql(process).query(String.class).single();
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			assertThat(client.sql(process).query(String.class).single()).isEqualTo(before);
		}
	}

	private List<String> advisoryLocks() {
		return this.database.query("SELECT classid, objid FROM pg_locks WHERE locktype = 'advisory' AND database = "
				+ "(SELECT oid FROM pg_database WHERE datname = current_database())");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT pg_advisory_lock(4711);", "SELECT pg_advisory_lock(-1), pg_advisory_lock(-1);",
			"SELECT pg_try_advisory_lock_shared(-2147483648, 7);", "SELECT pg_advisory_lock(-9223372036854775808);",
			"DO $$ BEGIN PERFORM pg_advisory_lock_shared(4711); END $$;", "SELECT locks();",
			"CREATE TABLE two AS SELECT pg_try_advisory_lock(4711);",
			"INSERT INTO one SELECT 2 WHERE pg_try_advisory_lock(4711);" })
	void aLockThatAScriptTakesStaysInNoSessionOfThePool(String statement) {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);",
				"CREATE FUNCTION locks() RETURNS void LANGUAGE sql AS 'SELECT pg_advisory_lock(4711)';");
		migrator().migrate();
		this.files.with("V2__locks.sql", statement);
		try (HikariDataSource pool = pool()) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			migrator.migrate();
			assertThat(advisoryLocks()).isEmpty();
			this.files.with("V3__fails.sql",
					statement.replace("TABLE two", "TABLE three").replace("SELECT 2", "SELECT 3"),
					"INSERT INTO one VALUES (1), (1);");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
			assertThat(advisoryLocks()).isEmpty();
		}
	}

	/**
	 * Another instance that creates the schema would have another lock.
	 */
	@Test
	void aSchemaThatIsYetToBeCreatedIsNotMigratedUnderNoName() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		String url = this.database.url() + (this.database.url().contains("?") ? "&" : "?") + "currentSchema=app";
		MigratorBuilder builder = Migrator.builder(new DriverManagerDataSource(url)).locations(this.files.location());
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(builder.build()::migrate)
			.withMessageContainingAll("There is no schema to migrate", "search_path 'app'", "migrations.create-schema");
		assertThat(builder.schema("app").createSchema(true).build().migrate().applied()).hasSize(1);
	}

	@Test
	void theUserThatThePoolHasSetIsTheUserOfEachScript() {
		String role = this.database.query("SELECT current_database()").get(0) + "_user";
		this.database.execute("CREATE ROLE " + role, "GRANT ALL ON SCHEMA public TO " + role);
		this.files.with("V1__one.sql", "SET work_mem = '7MB';", "CREATE TABLE one AS SELECT current_user AS who;")
			.with("V2__two.sql", "CREATE TABLE two AS SELECT current_user AS who;");
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setConnectionInitSql("SET SESSION AUTHORIZATION " + role);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
		}
		assertThat(this.database.query("SELECT who FROM one UNION ALL SELECT who FROM two")).containsExactly(role,
				role);
	}

	private String role() {
		String role = this.database.query("SELECT current_database()").get(0) + "_role";
		this.database.execute("CREATE ROLE " + role, "GRANT ALL ON SCHEMA public TO " + role);
		return role;
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET ROLE %s;", "SET LOCAL ROLE %s;", "SET SESSION AUTHORIZATION %s;",
			"SELECT set_config('role', '%s', false);", "DO $$ BEGIN SET ROLE %s; END $$;" })
	void theHistoryIsNotWrittenWithTheRoleThatAScriptChooses(String statement) {
		String role = role();
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__role.sql", statement.formatted(role), "CREATE TABLE two (id INTEGER);")
			.with("V3__next.sql", "CREATE TABLE three AS SELECT current_user = '" + role + "' AS kept;");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT tableowner FROM pg_tables WHERE tablename = 'two'"))
			.containsExactly(role);
		assertThat(this.database.query("SELECT kept FROM three")).containsExactly("f");
	}

	@Test
	void aRoleThatMayNotWriteWhatIsCommittedWithinItsScriptIsNamed() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__role.sql", "SET ROLE " + role() + ";", "CREATE TABLE two (id INTEGER);",
					"CREATE INDEX CONCURRENTLY two_id ON two (id);");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getAction())
				.startsWith("If V2__role.sql, line 1, chooses a role, let that role read and write the tables"));
	}

	@Test
	void whatSetsNothingForTheSessionLeavesItToThePool() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);",
				"CREATE FUNCTION offset_config(id integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';");
		migrator().migrate();
		this.files.with("V2__calls.sql", "SELECT offset_config(1);", "SELECT pg_advisory_xact_lock(4711);",
				"INSERT INTO one VALUES (offset_config(1));",
				"DO $$ BEGIN SET LOCAL work_mem = '7MB'; PERFORM set_config('my.user', 'me', true); END $$;");
		String process = "SELECT pg_backend_pid()";
		try (HikariDataSource pool = pool()) {
			JdbcClient client = JdbcClient.create(pool);
			String before = client.sql(process).query(String.class).single();
			assertThat(Migrator.builder(pool).locations(this.files.location()).build().migrate().applied()).hasSize(1);
			assertThat(client.sql(process).query(String.class).single()).isEqualTo(before);
		}
	}

	@Test
	void aBlockThatSetsNothingLeavesMigrationsOfAnEmptySchemaInOneTransaction() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__block.sql", "DO $$ BEGIN CREATE TYPE mood AS ENUM ('sad'); END $$;")
			.with("V3__three.sql", "CREATE TABLE three (mood mood);");
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(log.calls()).filteredOn((call) -> call.equals("commit")).hasSize(1);
		assertThat(log.calls()).filteredOn((call) -> call.contains("pg_settings WHERE source")).hasSize(2);
	}

	@Test
	void whenConstraintsAreCheckedIsNotSetForTheNextScriptOfATransaction() {
		this.files
			.with("V1__modes.sql", "CREATE TABLE one (id INTEGER UNIQUE DEFERRABLE INITIALLY IMMEDIATE);",
					"CREATE TABLE parent (id INTEGER PRIMARY KEY);",
					"CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);",
					"SET  constraints ALL DEFERRED;", "INSERT INTO one VALUES (1);",
					"SET CONSTRAINTS child_id_fkey IMMEDIATE;")
			.with("V2__next.sql", "INSERT INTO child VALUES (2);", "INSERT INTO parent VALUES (2);",
					"INSERT INTO one VALUES (1);");
		Migrator migrator = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.transaction(TransactionMode.PER_RUN)
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("V2__next.sql, line 3, column 1: statement 3 failed");
		this.files.with("V2__next.sql", "INSERT INTO child VALUES (2);", "INSERT INTO parent VALUES (2);");
		assertThat(migrator.migrate().isUpToDate()).isTrue();
	}

	@Test
	void aScriptWithoutCallsIsNotAskedWhatItHasSet() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);", "TABLE one;");
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(log.calls()).noneMatch((call) -> call.contains("pg_settings WHERE source"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET statement_timeout = '7min';", "DO $$ BEGIN SET statement_timeout = '7min'; END $$;" })
	void aRunInOneTransactionStaysWholeWhateverItSets(String statement) {
		this.files.with("V1__set.sql", statement, "CREATE TABLE one (id INTEGER);")
			.with("V2__next.sql", "CREATE TABLE seen AS SELECT current_setting('statement_timeout') AS timeout;")
			.with("V3__broken.sql", "INSERT INTO nowhere VALUES (1);");
		Migrator migrator = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.transaction(TransactionMode.PER_RUN)
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
		assertThat(this.database.hasTable("one")).isFalse();
		this.files.with("V3__broken.sql", "INSERT INTO one VALUES (1);");
		assertThat(migrator.migrate().applied()).hasSize(3);
		assertThat(this.database.query("SELECT timeout FROM seen")).containsExactly("0");
	}

	@Test
	void aNewEnumValueThatALaterMigrationUsesMakesEachMigrationCommitAlone() {
		this.files.with("V1__mood.sql", "CREATE TYPE mood AS ENUM ('sad');", "CREATE TABLE one (mood mood);")
			.with("V2__value.sql", "ALTER TYPE mood ADD VALUE 'happy';")
			.with("V3__use.sql", "INSERT INTO one VALUES ('happy');");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("V1__mood.sql", "V2__value.sql", "V3__use.sql");
		assertThat(this.database.query("SELECT mood FROM one")).containsExactly("happy");
	}

	@Test
	void aSmallMigrationIsOneBatchAndOneCommit() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id integer);");
		migrator().migrate();
		this.files.with("V2__two.sql", "CREATE TABLE two (id integer);", "CREATE INDEX two_id ON two (id);",
				"INSERT INTO two VALUES (1);");
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator.builder(log).locations(this.files.location()).build().migrate();
		List<String> calls = log.calls();
		int batch = calls.indexOf("executeBatch");
		assertThat(calls.subList(batch - 1, batch + 3)).containsExactly("setAutoCommit", "executeBatch", "commit",
				"setAutoCommit");
		assertThat(calls).noneMatch((call) -> call.contains("INSERT INTO") || call.startsWith("UPDATE"));
	}

	@Test
	void aMigrationWhoseRowAppearsMeanwhileIsNotAppliedAgain() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id integer);");
		migrator().migrate();
		this.files.with("V2__two.sql", "INSERT INTO one VALUES (2);");
		List<String> seen = new ArrayList<>();
		Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.listeners(new MigrationListener() {

				@Override
				public void migrationStarted(MigrationEvent.MigrationStarted event) {
					if (seen.isEmpty()) {
						seen.add(event.migration().script());
						PostgresMigratorTests.this.database
							.execute("INSERT INTO migration_history (migration_key, type, "
									+ "checksum, state, applied_order) SELECT 'V:2', type, checksum, state, 2 "
									+ "FROM migration_history WHERE migration_key = 'V:1'");
					}
				}

			})
			.onChecksumMismatch(ChecksumMismatchPolicy.WARN)
			.build()
			.migrate();
		assertThat(seen).containsExactly("V2__two.sql");
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
	}

	@Test
	void aThousandInsertsAreSentInTwoBatches() {
		List<String> lines = new ArrayList<>();
		IntStream.rangeClosed(1, 1000).forEach((i) -> lines.add("INSERT INTO one VALUES (" + i + ");"));
		this.files.with("V1__one.sql", "CREATE TABLE one (id integer);");
		migrator().migrate();
		this.files.with("V2__rows.sql", lines.toArray(String[]::new));
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(log.calls()).filteredOn((call) -> call.equals("executeBatch")).hasSize(2);
		assertThat(log.calls()).noneMatch((call) -> call.startsWith("INSERT INTO one"));
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("1000");
	}

	@Test
	void theServerLooksForItsClientExceptDuringStatementsOutsideOfATransaction() throws SQLException {
		this.files
			.with("V1__tables.sql", "CREATE TABLE seen (at INTEGER, looks TEXT, keepalive TEXT, name TEXT);",
					"CREATE PROCEDURE look(n INTEGER) LANGUAGE SQL AS $$ INSERT INTO seen VALUES (n,",
					"  current_setting('client_connection_check_interval'), current_setting('tcp_keepalives_idle'),",
					"  current_setting('application_name')) $$;", "CALL look(1);")
			.with("V2__alone.sql", "-- migrations: transaction=none", "CALL look(2);")
			.with("V3__again.sql", "CALL look(3);");
		try (Connection connection = DriverManager.getConnection(this.database.url());
				Statement statement = connection.createStatement()) {
			statement.execute("SET client_connection_check_interval = '7s'");
			Migrator.builder(new SingleConnectionDataSource(connection, true))
				.locations(this.files.location())
				.build()
				.migrate();
			try (ResultSet row = statement.executeQuery("SHOW client_connection_check_interval")) {
				row.next();
				assertThat(row.getString(1)).isEqualTo("7s");
			}
		}
		assertThat(this.database.query("SELECT at, looks, keepalive FROM seen ORDER BY at")).containsExactly("1|1s|20",
				"2|0|20", "3|1s|20");
		assertThat(this.database.query("SELECT name FROM seen WHERE at = 3")).singleElement()
			.asString()
			.startsWith("migrations ")
			.endsWith(": V3__again.sql");
	}

	@Test
	void statementsThatAScriptPreparesAreExecuted() {
		this.files.with("V1__prepared.sql", "CREATE TABLE one (id INTEGER);",
				"PREPARE filling (INTEGER) AS INSERT INTO one VALUES ($1);", "EXECUTE filling (7);",
				"DEALLOCATE filling;");
		migrator().migrate();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("7");
	}

	@Test
	void whatAMigrationLeavesToItsCommitIsNotMadeGoodByALaterOneOnAnEmptySchema() {
		this.files
			.with("V1__tables.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY);",
					"CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);")
			.with("V2__child.sql", "INSERT INTO child VALUES (1);")
			.with("V3__parent.sql", "INSERT INTO parent VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__child.sql: the commit after its statements failed");
		assertThat(this.database.query("SELECT script FROM migration_history")).containsExactly("V1__tables.sql");
	}

	@Test
	void theOrderOfApplicationBeginsAgainWhereMigrationsAreAppliedOneByOne() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);").with("V2__two.sql", "COMMIT;");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__two.sql, line 1");
		assertThat(this.database.query("SELECT script, applied_order FROM migration_history"))
			.containsExactly("V1__one.sql|1");
	}

	@Test
	void aScriptThatMakesItsTransactionReadOnlyIsNotTakenForAReadOnlyDatabase() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__read_only.sql", "CREATE TABLE two (id INTEGER);", "SET transaction_read_only = on;");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator()::migrate).satisfies((ex) -> {
			assertThat(ex.getDescription()).contains("in the course of V2__read_only.sql (SQLState 25006)",
					"cannot execute UPDATE in a read-only transaction", "What was committed before is in the history");
			assertThat(ex.getAction()).contains(
					"If V2__read_only.sql, line 2, makes its session or its transaction read-only",
					"connect to the primary");
		});
		assertThat(this.database.query("SELECT script FROM migration_history")).containsExactly("V1__one.sql");
	}

	@Test
	void anUndoScriptThatMakesItsTransactionReadOnlyIsNotTakenForAReadOnlyDatabase() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("U1__one.sql", "DROP TABLE one;", "SET transaction_read_only = on;");
		migrator().migrate();
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator().undo(UndoTarget.LAST))
			.satisfies((ex) -> assertThat(ex.getAction())
				.contains("If U1__one.sql, line 2, makes its session or its transaction read-only"));
		assertThat(this.database.hasTable("one")).isTrue();
	}

	@Test
	void namesWithLettersOutsideOfAsciiAreFoundByGuardsAndByTheFirstRun() {
		this.database.execute("CREATE TABLE Übersicht (Größe INTEGER)", "CREATE TABLE \"ÜBER\" (id INTEGER)");
		this.files.with("V1__drops.sql", "DROP TABLE \"ÜBER\";", "DROP TABLE Übersicht;");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContainingAll("line 1: drops table ÜBER", "line 2: drops table Übersicht");
		this.files.with("V1__drops.sql", "-- migrations: if exists column(Übersicht.Größe)",
				"ALTER TABLE Übersicht ADD a INTEGER;");
		migrator().migrate();
		this.database.execute("INSERT INTO Übersicht (a) VALUES (1)");
	}

	@Test
	void aScriptThatChangesTheHistoryIsNoMatterOfRights() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);",
				"UPDATE migration_history SET state = 'FAILED';");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getAction())
				.contains("If V1__one.sql, line 2, changes the tables of the history"));
		assertThat(this.database.query("SELECT to_regclass('one') IS NULL")).containsExactly("t");
	}

	@Test
	void whatAScriptPreparesEndsWithItAlsoWhereItIsRolledBackAndAppliedAgain() {
		String prepares = "PREPARE filling (INTEGER) AS INSERT INTO one VALUES ($1); EXECUTE filling (7);";
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", prepares)
			.with("V2__again.sql", prepares)
			.with("V3__broken.sql", prepares, "INSERT INTO nowhere VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().migrate())
			.withMessageContaining("V3__broken.sql, line 2")
			.withMessageContaining("nowhere");
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("7", "7");
	}

	@Test
	void aProcedureThatCommitsIsCalledOutsideOfATransaction() {
		this.files.with("V1__procedure.sql", "CREATE TABLE one (id INTEGER);",
				"CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN",
				"  INSERT INTO one VALUES (1); COMMIT; INSERT INTO one VALUES (2); END $$;");
		this.files.with("V2__call.sql", "CALL fill();");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'-- migrations: transaction=none'"));
		this.files.with("V2__call.sql", "-- migrations: transaction=none", "CALL fill();");
		migrator().migrate();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
	}

}
