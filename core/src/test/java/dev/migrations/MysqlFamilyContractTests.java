package dev.migrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * What MariaDB and MySQL have in common beside what every database has.
 */
abstract class MysqlFamilyContractTests extends MigratorContractTests {

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE TABLE a (id INTEGER);", "CREATE TABLE log (id INTEGER);",
				"CREATE TRIGGER a_insert AFTER INSERT ON a FOR EACH ROW BEGIN",
				"  IF new.id > 0 THEN INSERT INTO log VALUES (CASE WHEN new.id > 1 THEN 2 ELSE 1 END); END IF;", "END;",
				"DELIMITER $$", "CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END$$", "DELIMITER ;",
				"CREATE TABLE after_body (id INTEGER);" };
	}

	@Test
	void whatAScriptSetsForItsSessionDoesNotReachTheNextScript() {
		this.files
			.with("V1__session.sql", "SET sql_mode = 'ANSI_QUOTES';", "SET foreign_key_checks = 0;",
					"CREATE TABLE \"one\" (id INTEGER);")
			.with("V2__next.sql", "CREATE TABLE two (mode TEXT, checks INTEGER);",
					"INSERT INTO two VALUES (@@sql_mode, @@foreign_key_checks);");
		migrator().migrate();
		assertThat(this.database.query("SELECT mode LIKE '%STRICT_TRANS_TABLES%', checks FROM two"))
			.containsExactly("1|1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CALL sets();", "EXECUTE IMMEDIATE 'SET sort_buffer_size = 300000';",
			"BEGIN NOT ATOMIC SET sort_buffer_size = 300000; END;" })
	void whatIsSetByWhatAScriptExecutesDoesNotReachTheNextScript(String statement) {
		assumeThat(isMariaDb() || statement.startsWith("CALL")).isTrue();
		this.files
			.with("V1__sets.sql", "CREATE PROCEDURE sets() BEGIN SET sort_buffer_size = 300000; END;", statement,
					"CREATE TABLE within_ AS SELECT @@sort_buffer_size = 300000 AS is_set;")
			.with("V2__next.sql", "CREATE TABLE after_ AS SELECT @@sort_buffer_size = 300000 AS is_set;");
		migrator().migrate();
		assertThat(this.database.query("SELECT is_set FROM within_")).containsExactly("1");
		assertThat(this.database.query("SELECT is_set FROM after_")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CALL leaves();", "SELECT left_();", "DO left_();" })
	void whatARoutineLeavesInItsSessionDoesNotReachTheNextScript(String statement) {
		String lock = this.database.query("SELECT DATABASE()").get(0);
		String body = " BEGIN CREATE TEMPORARY TABLE one (id INTEGER); DO GET_LOCK('" + lock + "', 0); ";
		this.files
			.with("V1__leaves.sql", "CREATE PROCEDURE leaves()" + body + "END;",
					"CREATE FUNCTION left_() RETURNS INTEGER MODIFIES SQL DATA" + body + "RETURN 1; END;", statement,
					"DROP PROCEDURE leaves;", "DROP FUNCTION left_;")
			.with("V2__next.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);",
					"CREATE TABLE held AS SELECT IS_USED_LOCK('" + lock + "') <=> CONNECTION_ID() AS is_held;");
		migrator().migrate();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
		assertThat(this.database.query("SELECT is_held FROM held")).containsExactly("0");
	}

	@Test
	void whatIsPreparedDoesNotReachTheNextScript() {
		this.files.with("V1__prepares.sql", "PREPARE filling FROM 'SELECT 1';", "CREATE TABLE one (id INTEGER);")
			.with("V2__executes.sql", "EXECUTE filling;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__executes.sql, line 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET @n = 5;", "SELECT @n := 5;", "UPDATE one SET id = (@n := id + 1);",
			"INSERT INTO one VALUES ((@n := 5));", "INSERT INTO one SELECT @n := 5;",
			"CREATE TABLE two AS SELECT @n := 5 AS id;" })
	void aVariableThatAStatementSetsByTheWayDoesNotReachTheNextScript(String statement) {
		this.files
			.with("V1__sets.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (4);", statement,
					"CREATE TABLE within_ AS SELECT @n AS n;")
			.with("V2__next.sql", "CREATE TABLE after_ AS SELECT @n IS NULL AS is_gone;");
		migrator().migrate();
		assertThat(this.database.query("SELECT n FROM within_")).containsExactly("5");
		assertThat(this.database.query("SELECT is_gone FROM after_")).containsExactly("1");
	}

	@Test
	void aRunThatNeedsSeveralSessionsIsOneRun() {
		this.files
			.with("V1__leaves.sql", "CREATE PROCEDURE leaves() CREATE TEMPORARY TABLE scratch (id INTEGER);",
					"CALL leaves();")
			.with("V2__leaves.sql", "CALL leaves();")
			.with("V3__last.sql", "CREATE TABLE three (id INTEGER);");
		List<String> events = new ArrayList<>();
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(this.database.url());
			pool.setMaximumPoolSize(1);
			MigrationReport report = Migrator.builder(pool)
				.locations(this.files.location())
				.listeners(new MigrationListener() {

					@Override
					public void runPlanned(MigrationEvent.RunPlanned event) {
						events.add("planned " + event.migrations());
					}

					@Override
					public void migrationStarted(MigrationEvent.MigrationStarted event) {
						events.add(event.migration().number() + " of " + event.migration().total());
					}

					@Override
					public void runFinished(MigrationEvent.RunFinished event) {
						events.add("finished");
					}

				})
				.build()
				.migrate();
			assertThat(report.initial()).isNull();
			assertThat(report.applied()).hasSize(3);
			assertThat(report.isUpToDate()).isTrue();
		}
		assertThat(events).containsExactly("planned 3", "1 of 3", "2 of 3", "3 of 3", "finished");
		assertThat(this.database.query("SELECT COUNT(DISTINCT run_id) FROM migration_history")).containsExactly("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT GET_LOCK('%s', 0);", "DO get_lock('%s', 0);", "SET @locked = GET_LOCK('%s', 0);" })
	void aLockThatAScriptTakesStaysInNoSessionOfThePool(String statement) {
		String lock = this.database.query("SELECT DATABASE()").get(0);
		this.files.with("V1__locks.sql", "CREATE TABLE one (id INTEGER);", statement.formatted(lock));
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(this.database.url());
			pool.setMaximumPoolSize(1);
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			await().atMost(Duration.ofMinutes(1))
				.until(() -> this.database.query("SELECT IS_FREE_LOCK('" + lock + "')").contains("1"));
		}
	}

	/**
	 * As it has, where it has a lock of another name.
	 */
	@Test
	void aScriptThatAnotherRunHasBegunAgainIsNotGoneOnWith() throws Exception {
		String gate = this.database.query("SELECT DATABASE()").get(0);
		this.files.with("V1__waits.sql", "SET @n = 1;", "CREATE TABLE one (id INTEGER);",
				"INSERT INTO one SELECT GET_LOCK('" + gate + "', 60);", "CREATE TABLE two (id INTEGER);");
		CompletableFuture<MigrationReport> run;
		try (Connection other = DriverManager.getConnection(this.database.url());
				Statement statement = other.createStatement()) {
			statement.executeQuery("SELECT GET_LOCK('" + gate + "', 0)").close();
			run = CompletableFuture.supplyAsync(migrator()::migrate);
			await().atMost(Duration.ofMinutes(1))
				.until(() -> !this.database.query(
						"SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND state = 'User lock'")
					.isEmpty());
			statement.executeUpdate("UPDATE migration_history SET run_id = 'other'");
		}
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> run.get(1, TimeUnit.MINUTES))
			.withCauseInstanceOf(MigrationLockException.class)
			.withMessageContaining("another run has begun the migration again");
		assertThat(this.database.hasTable("two")).isFalse();
		assertThat(this.database.query("SELECT id FROM one")).isEmpty();
	}

	/**
	 * The server lists none, so they are known by the statements that make them.
	 */
	@Test
	void temporaryTablesAreFoundWhereverTheScriptWasThen() {
		String own = this.database.query("SELECT DATABASE()").get(0);
		this.files
			.with("V1__tables.sql", "CREATE DATABASE " + own + "_a;", "CREATE DATABASE " + own + "_b;",
					"CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER);",
					"CREATE TABLE " + own + "_a.one (id INTEGER);", "CREATE TABLE " + own + "_b.one (id INTEGER);")
			.with("V2__temporary.sql", "CREATE /*!32302 TEMPORARY */ TABLE two (id INTEGER);", "USE " + own + "_a;",
					"CREATE TEMPORARY TABLE one (id INTEGER);", "USE " + own + "_b;",
					"CREATE TEMPORARY TABLE IF NOT EXISTS one (id INTEGER);",
					"CREATE TEMPORARY TABLE " + own + ".one (id INTEGER);", "DROP TABLE " + own + ".one;")
			.with("V3__rows.sql", "INSERT INTO one VALUES (1);", "INSERT INTO two VALUES (2);",
					"INSERT INTO " + own + "_a.one VALUES (3);", "INSERT INTO " + own + "_b.one VALUES (4);");
		migrator().migrate();
		assertThat(this.database.query("SELECT id FROM one UNION ALL SELECT id FROM two UNION ALL SELECT id FROM " + own
				+ "_a.one UNION ALL SELECT id FROM " + own + "_b.one"))
			.containsExactly("1", "2", "3", "4");
	}

	@Test
	void whatSetsNothingForTheSessionLeavesItToThePool() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);",
				"CREATE PROCEDURE fills() BEGIN INSERT INTO one VALUES (1); END;");
		migrator().migrate();
		this.files.with("V2__calls.sql", "CALL fills();", "SELECT @@sort_buffer_size;");
		String session = "SELECT CONNECTION_ID()";
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(this.database.url());
			pool.setMaximumPoolSize(1);
			JdbcClient client = JdbcClient.create(pool);
			String before = client.sql(session).query(String.class).single();
			assertThat(Migrator.builder(pool).locations(this.files.location()).build().migrate().applied()).hasSize(1);
			assertThat(client.sql(session).query(String.class).single()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT ROW_COUNT() INTO @n;", "SET @n = ROW_COUNT();" })
	void aScriptIsToldHowManyRowsItsLastStatementHasChanged(String count) {
		this.files.with("V1__count.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE counted (n INTEGER);",
				"INSERT INTO one VALUES (1), (2), (3);", count, "INSERT INTO counted VALUES (@n);");
		migrator().migrate();
		assertThat(this.database.query("SELECT n FROM counted")).containsExactly("3");
	}

	@Test
	void aScriptIsToldHowManyRowsItsLastQueryHasFound() {
		this.files.with("V1__count.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE counted (n INTEGER);",
				"INSERT INTO one VALUES (1), (2), (3);", "SELECT SQL_CALC_FOUND_ROWS id FROM one LIMIT 1;",
				"SELECT FOUND_ROWS() INTO @n;", "INSERT INTO counted VALUES (@n);");
		migrator().migrate();
		assertThat(this.database.query("SELECT n FROM counted")).containsExactly("3");
	}

	@Test
	void whatAFunctionWritesThatDoesNotRollBackIsWrittenOnce() {
		String[] script = { "CREATE TABLE log (m VARCHAR(10)) ENGINE = MyISAM;", "CREATE TABLE one (id INTEGER);",
				"CREATE FUNCTION note(m VARCHAR(10)) RETURNS INTEGER MODIFIES SQL DATA BEGIN "
						+ "INSERT INTO log VALUES (m); RETURN 1; END;",
				"SELECT note('x');", "SELECT COUNT(*) FROM log;", "INSERT INTO one VALUES (nosuch);" };
		this.files.with("V1__notes.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("Statements 1 to 4 of this script are in force");
		script[5] = "INSERT INTO one VALUES (2);";
		this.files.with("V1__notes.sql", script);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT m FROM log")).containsExactly("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "`%s`.log", "\"%s\" . \"log\"" })
	void whatATableOfAnotherSchemaHoldsThatDoesNotRollBackIsWrittenOnce(String table) {
		String other = this.database.query("SELECT DATABASE()").get(0) + "-other";
		this.database.execute("CREATE DATABASE `" + other + "`",
				"CREATE TABLE `" + other + "`.log (m VARCHAR(10)) ENGINE = MyISAM");
		String[] script = { "SET SESSION sql_mode = 'ANSI_QUOTES';", "CREATE TABLE one (id INTEGER);",
				"INSERT INTO " + table.formatted(other) + " VALUES ('x');", "INSERT INTO one VALUES (nosuch);" };
		this.files.with("V1__notes.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("Statements 1 to 3 of this script are in force");
		script[3] = "INSERT INTO one VALUES (2);";
		this.files.with("V1__notes.sql", script);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT m FROM `" + other + "`.log")).containsExactly("x");
	}

	private boolean isMariaDb() {
		return this.database.vendor().equals("mariadb");
	}

	@Test
	void aScriptIsReadInTheModeThatItsSessionHas() {
		this.files.with("V1__paths.sql", "CREATE TABLE paths (path VARCHAR(20), \"a\\\" INTEGER);",
				"INSERT INTO paths (path) VALUES ('C:\\');", "INSERT INTO paths (path) VALUES ('D:\\');");
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setConnectionInitSql("SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES,ANSI_QUOTES')");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			assertThat(migrator.plan().steps().get(0).statementCount()).isEqualTo(3);
			migrator.migrate();
			assertThat(migrator.status().migrations().get(0).statements().total()).isEqualTo(3);
		}
		assertThat(this.database.query("SELECT path FROM paths ORDER BY path")).containsExactly("C:\\", "D:\\");
	}

	@Test
	void aScriptThatWasOnlyFormattedAnewIsTheSameInTheModeThatItsSessionHas() {
		this.files.with("V1__paths.sql", "CREATE TABLE paths (path VARCHAR(20));",
				"INSERT INTO paths (path) VALUES ('C:\\');", "INSERT INTO paths (path) VALUES ('D:\\');");
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setConnectionInitSql("SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			migrator.migrate();
			this.files.with("V1__paths.sql", "CREATE TABLE paths (path VARCHAR(20)); -- as on Windows",
					"INSERT INTO  paths (path) VALUES ('C:\\');", "INSERT INTO paths (path) VALUES ('D:\\');");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
			this.files.with("V1__paths.sql", "CREATE TABLE paths (path VARCHAR(20));",
					"INSERT INTO paths (path) VALUES ('C:\\');", "INSERT INTO paths (path) VALUES ('E:\\');");
			assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("V1__paths.sql was edited");
		}
	}

	@Test
	void theCatalogIsAskedInTheSchemaInWhichAStatementIsSent() {
		String other = this.database.query("SELECT DATABASE()").get(0) + "_other";
		String[] script = { "CREATE DATABASE " + other + ";", "use " + other + ";", "CREATE TABLE one (id INTEGER);",
				"CREATE TABLE two (id INTEGER) ENGINE = MyISAM;", "INSERT INTO two VALUES (1);",
				"INSERT INTO no_such_table VALUES (1);" };
		this.files.with("V1__other.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("Statements 1 to 5 of this script are in force");
		assertThat(this.database.query("SELECT fingerprint FROM migration_history_step WHERE number = 3"))
			.containsExactly("presence `" + other + "`.`one`=0\n");
		script[5] = "INSERT INTO one VALUES (1);";
		this.files.with("V1__other.sql", script);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT one.id, two.id FROM " + other + ".one, " + other + ".two"))
			.containsExactly("1|1");
	}

	@Test
	void aScriptThatMakesItsSessionReadOnlyIsNamed() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__read_only.sql", "CREATE TABLE two (id INTEGER);", "SET SESSION TRANSACTION READ ONLY;",
					"CREATE TABLE three (id INTEGER);");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator()::migrate).satisfies((ex) -> {
			assertThat(ex.getDescription()).contains("in the course of V2__read_only.sql (SQLState 25006)");
			assertThat(ex.getAction()).contains("If V2__read_only.sql, line 2, makes its session");
		});
	}

	@Test
	void aScriptThatLocksTablesAsDumpsDoIsApplied() {
		this.files
			.with("V1__dump.sql", "CREATE TABLE `one` (`id` INTEGER);", "LOCK TABLES `one` WRITE;",
					"/*!40000 ALTER TABLE `one` DISABLE KEYS */;", "SET autocommit=0;",
					"INSERT INTO `one` VALUES (1),(2);", "/*!40000 ALTER TABLE `one` ENABLE KEYS */;", "UNLOCK TABLES;",
					"COMMIT;", "SET autocommit=1;", "CREATE TABLE two (id INTEGER);",
					"lock table two as second read, two write, one read;", "INSERT INTO two SELECT id FROM one;")
			.with("V2__next.sql", "CREATE TABLE three AS SELECT id FROM two;");
		migrator().migrate();
		assertThat(this.database.query("SELECT id FROM three ORDER BY id")).containsExactly("1", "2");
	}

	@Test
	void aScriptThatResumesHasTheTablesLockedThatWereLockedWhereItFailed() {
		String[] script = { "CREATE TABLE one (id INTEGER);", "CREATE TABLE gone (id INTEGER);",
				"LOCK TABLES gone WRITE;", "UNLOCK TABLES;", "DROP TABLE gone;", "CREATE TABLE two (id INTEGER);",
				"LOCK TABLES one WRITE;", "ALTER TABLE one ADD COLUMN name INTEGER;",
				"INSERT INTO one VALUES (1, nme);" };
		this.files.with("V1__locks.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		script[8] = "INSERT INTO two VALUES (1);";
		this.files.with("V1__locks.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("'two' was not locked"));
		script[8] = "INSERT INTO one VALUES (1, 2);";
		this.files.with("V1__locks.sql", script);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id, name FROM one")).containsExactly("1|2");
	}

	@Test
	void statementsThatAScriptPreparesAreExecuted() {
		this.files.with("V1__prepared.sql", "CREATE TABLE one (id INTEGER);",
				"SET @sql = 'INSERT INTO one VALUES (?)', @id = 7;", "PREPARE filling FROM @sql;",
				"EXECUTE filling USING @id;", "DEALLOCATE PREPARE filling;");
		migrator().migrate();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("7");
	}

	/**
	 * MariaDB's driver throws of most of these what it throws of a connection that it has
	 * lost.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "45000", "08001", "57P01" })
	void whatATriggerRaisesIsTheFailureOfTheStatement(String state) {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);",
				"CREATE TRIGGER closed BEFORE INSERT ON one FOR EACH ROW SIGNAL SQLSTATE '" + state
						+ "' SET MESSAGE_TEXT = 'one is closed';",
				"CREATE TABLE two (id INTEGER);", "INSERT INTO two VALUES (1);");
		migrator().migrate();
		this.files.with("V2__two.sql", "INSERT INTO two VALUES (2);", "INSERT INTO one VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription())
				.contains("V2__two.sql, line 2, column 1: statement 2 failed", "one is closed"));
		assertThat(this.database.query("SELECT id FROM two")).containsExactly("1");
	}

	/**
	 * What it did before is rolled back, and what it does behind it would be committed
	 * with the history.
	 */
	@Test
	void codeThatGoesOnBehindAnErrorThatEndedItsTransactionIsNotApplied() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);",
				"CREATE PROCEDURE ending() BEGIN ROLLBACK; SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'all is lost'; END;");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> migrate("INSERT INTO one VALUES (1)", "CALL ending()", "INSERT INTO one VALUES (2)"))
			.withMessageContainingAll("goes on after an error", "all is lost", "error 1644");
		assertThat(this.database.query("SELECT id FROM one")).isEmpty();
	}

	@Test
	void codeGoesOnBehindAnErrorThatUndidItsStatementAlone() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);",
				"CREATE TABLE unsafe (id INTEGER PRIMARY KEY) ENGINE = MyISAM;");
		String missing = "SELECT id FROM no_such_table";
		migrate(missing, "INSERT INTO unsafe VALUES (1)", missing, "INSERT INTO unsafe VALUES (1)",
				"INSERT INTO one VALUES (1)", "INSERT INTO one VALUES (1)", missing, "CREATE TABLE one (id INTEGER)",
				missing, "INSERT INTO one VALUES (2)", "CREATE TABLE two (id INTEGER)", missing, "SET @n = 3",
				"INSERT INTO one VALUES (1)", "INSERT INTO one VALUES (@n)", missing, "INSERT INTO one VALUES (1)");
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
	}

	@Test
	void codeIsToldWhatItsStatementsDid() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE counted (rows_ INTEGER);");
		migrate("INSERT INTO one VALUES (1), (2)", "SELECT ROW_COUNT() INTO @n", "INSERT INTO counted VALUES (@n)");
		assertThat(this.database.query("SELECT rows_ FROM counted")).containsExactly("2");
	}

	/**
	 * Applies the scripts, and code that goes on whatever is refused.
	 */
	private void migrate(String... statements) {
		Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.javaMigrations(new Persistent(statements))
			.build()
			.migrate();
	}

	/**
	 * Sends statements, and passes over errors.
	 */
	record Persistent(String... statements) implements JavaMigration {

		@Override
		public Version version() {
			return Version.of("2");
		}

		@Override
		public String description() {
			return "persistent";
		}

		@Override
		public void up(JavaMigrationContext context) throws SQLException {
			try (Statement statement = context.connection().createStatement()) {
				for (String sql : this.statements) {
					try {
						statement.execute(sql);
					}
					catch (SQLException ex) {
						// Whoever writes so means to go on.
					}
				}
			}
		}

	}

	@Test
	void aRowThatAViewRefusesIsTheFailureOfTheStatement() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);",
				"CREATE VIEW small AS SELECT id FROM one WHERE id < 10 WITH CHECK OPTION;",
				"INSERT INTO small VALUES (10);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription())
				.contains("V1__one.sql, line 3, column 1: statement 3 failed", "CHECK OPTION"));
	}

}
