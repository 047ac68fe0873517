package dev.migrations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * SQLite.
 */
class SqliteMigratorTests extends MigratorContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.sqlite(directory);
	}

	@Override
	DataSource readOnly() {
		return new DriverManagerDataSource(this.database.url() + "?open_mode=1");
	}

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE TABLE a (id INTEGER, n INTEGER);", "CREATE TABLE log (id INTEGER);",
				"CREATE TRIGGER a_insert AFTER INSERT ON a BEGIN",
				"  INSERT INTO log VALUES (CASE WHEN new.n > 0 THEN new.id ELSE 0 END);",
				"  UPDATE a SET n = 'END; BEGIN' WHERE id = new.id;", "END;", "CREATE TABLE after_body (id INTEGER);" };
	}

	@Test
	void appliesThroughAProxyThatDoesNotKnowLargeBatches() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);",
				"INSERT INTO one VALUES (2);");
		DataSource old = new DelegatingDataSource(this.database.dataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				return old(Connection.class, super.getConnection());
			}

		};
		assertThat(Migrator.builder(old).locations(this.files.location()).build().migrate().applied()).hasSize(1);
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
	}

	/**
	 * As written before there were large batches: the default method of the interface
	 * answers for it.
	 */
	private static <T> T old(Class<T> type, T delegate) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (method.getName().equals("executeLargeBatch")) {
					throw new UnsupportedOperationException("executeLargeBatch not implemented");
				}
				try {
					Object result = method.invoke(delegate, arguments);
					return method.getName().equals("createStatement") ? old(Statement.class, (Statement) result)
							: result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	@Test
	void aDiskThatIsFullIsNoMistakeInAScript() {
		this.files.with("V1__one.sql", "CREATE TABLE one (bytes BLOB);")
			.with("V2__fill.sql", "INSERT INTO one VALUES (zeroblob(1000000));");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(full(100)::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__fill.sql", "disk is full"))
			.satisfies((ex) -> assertThat(ex.getAction()).startsWith("Make room").contains("start again"));
		assertThat(migrator().migrate().applied()).hasSize(1);
		this.files.with("V3__three.sql", "CREATE TABLE three (id INTEGER);");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(full(1)::migrate)
			.satisfies((ex) -> assertThat(ex.getAction()).startsWith("Make room"));
		assertThat(migrator().migrate().applied()).hasSize(1);
	}

	/**
	 * A migrator for which a file has no more pages than it has already, or than a
	 * number.
	 */
	private Migrator full(int pages) {
		return Migrator.builder(new DriverManagerDataSource(this.database.url() + "?max_page_count=" + pages))
			.locations(this.files.location())
			.build();
	}

	@Test
	void aScriptThatCommitsByItselfLeavesTheTransactionOfTheOthers() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__vacuum.sql", "VACUUM;")
			.with("V3__pragma.sql", "PRAGMA foreign_keys = OFF;", "INSERT INTO one VALUES (3);")
			.with("V4__four.sql", "INSERT INTO one VALUES (4);");
		assertThat(migrator().migrate().applied()).hasSize(4);
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("3", "4");
	}

	@Test
	void whatAMigrationLeavesToItsCommitIsNotMadeGoodByALaterOneOnAnEmptySchema() throws SQLException {
		this.files
			.with("V1__tables.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY);",
					"CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);")
			.with("V2__child.sql", "INSERT INTO child VALUES (1);")
			.with("V3__parent.sql", "INSERT INTO parent VALUES (1);");
		try (Connection connection = DriverManager.getConnection(this.database.url() + "?foreign_keys=true")) {
			Migrator migrator = Migrator.builder(new SingleConnectionDataSource(connection, true))
				.locations(this.files.location())
				.build();
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("V2__child.sql: the commit after its statements failed");
		}
		assertThat(this.database.query("SELECT script FROM migration_history")).containsExactly("V1__tables.sql");
	}

	@Test
	void aSavepointBehindATransactionBelongsToWhatFollowsIt() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "BEGIN;", "INSERT INTO one VALUES (1);",
				"END;", "SAVEPOINT here;", "INSERT INTO one VALUES (2);", "ROLLBACK TO here;",
				"INSERT INTO one VALUES (3);", "RELEASE here;");
		assertThat(migrator().migrate().applied()).hasSize(1);
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "3");
	}

	@Test
	void aScriptMayNotKeepTheFileForItself() throws SQLException {
		for (String pragma : List.of("PRAGMA locking_mode = EXCLUSIVE", "pragma main.locking_mode(exclusive)")) {
			this.files.with("V1__exclusive.sql", "CREATE TABLE one (id INTEGER);", pragma + ";");
			assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(migrator()::migrate)
				.withMessageContaining("V1__exclusive.sql, line 2, column 1: with " + pragma)
				.withMessageContaining("keeps the file locked");
		}
		this.files.with("V1__exclusive.sql", "PRAGMA locking_mode = NORMAL;", "CREATE TABLE one (id INTEGER);",
				"PRAGMA locking_mode;");
		assertThat(migrator().migrate().applied()).hasSize(1);
	}

	@Test
	void rebuildingATableDoesNotCascadeIntoItsChildren() throws SQLException {
		this.files
			.with("V1__tables.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY);",
					"CREATE TABLE child (id INTEGER REFERENCES parent (id) ON DELETE CASCADE);",
					"INSERT INTO parent VALUES (1);", "INSERT INTO child VALUES (1);")
			.with("V2__rebuild.sql", "PRAGMA foreign_keys = OFF;",
					"CREATE TABLE new_parent (id INTEGER PRIMARY KEY, n);",
					"INSERT INTO new_parent SELECT id, 'n' FROM parent;", "DROP TABLE parent;",
					"ALTER TABLE new_parent RENAME TO parent;", "PRAGMA foreign_keys = ON;");
		try (Connection connection = DriverManager.getConnection(this.database.url() + "?foreign_keys=true")) {
			Migrator migrator = Migrator.builder(new SingleConnectionDataSource(connection, true))
				.locations(this.files.location())
				.build();
			assertThat(migrator.migrate().applied()).hasSize(2);
			assertThat(connection.createStatement().executeQuery("PRAGMA foreign_keys").getInt(1)).isOne();
		}
		assertThat(this.database.query("SELECT count(*) FROM child")).containsExactly("1");
	}

	@Test
	void rebuildsATableAsPrismaWritesIt() throws Exception {
		this.database.execute("CREATE TABLE \"User\" (id INTEGER PRIMARY KEY, name TEXT)",
				"CREATE TABLE \"Post\" (id INTEGER PRIMARY KEY, author INTEGER REFERENCES \"User\" ON DELETE CASCADE)",
				"INSERT INTO \"User\" VALUES (1, 'Ada')", "INSERT INTO \"Post\" VALUES (1, 1)");
		this.files.with("20260101120000_name/migration.sql", "-- RedefineTables", "PRAGMA defer_foreign_keys=ON;",
				"PRAGMA foreign_keys=OFF;",
				"CREATE TABLE \"new_User\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"name\" TEXT NOT NULL DEFAULT 'x');",
				"INSERT INTO \"new_User\" (\"id\", \"name\") SELECT \"id\", \"name\" FROM \"User\";",
				"DROP TABLE \"User\";", "ALTER TABLE \"new_User\" RENAME TO \"User\";", "PRAGMA foreign_keys=ON;",
				"PRAGMA defer_foreign_keys=OFF;");
		Migrator migrator = Migrator.builder(new DriverManagerDataSource(this.database.url() + "?foreign_keys=true"))
			.locations(this.files.location())
			.build();
		assertThat(migrator.migrate().applied()).singleElement()
			.extracting(MigrationReport.Applied::statements)
			.isEqualTo(6);
		assertThat(this.database.query("SELECT name, author FROM \"User\" u JOIN \"Post\" p ON p.author = u.id"))
			.containsExactly("Ada|1");
		assertThat(migrator.migrate().applied()).isEmpty();
	}

	@Test
	void aSettingAtTheHeadLeavesAScriptOneTransactionInItsPlan() {
		this.files.with("V1__rebuild.sql", "PRAGMA foreign_keys = OFF;", "CREATE TABLE a (id INTEGER PRIMARY KEY);",
				"PRAGMA foreign_keys = ON;");
		MigrationPlan.Step step = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.build()
			.plan()
			.steps()
			.get(0);
		assertThat(step.transactional()).isTrue();
		assertThat(step.statementCount()).isEqualTo(1);
	}

	@Test
	void rowsWithoutTheirParentAreFoundBeforeTheCommit() throws SQLException {
		this.files
			.with("V1__tables.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY);",
					"CREATE TABLE child (id INTEGER REFERENCES parent (id));")
			.with("V2__orphan.sql", "PRAGMA foreign_keys = OFF;", "INSERT INTO child VALUES (7);");
		try (Connection connection = DriverManager.getConnection(this.database.url() + "?foreign_keys=true")) {
			Migrator migrator = Migrator.builder(new SingleConnectionDataSource(connection, true))
				.locations(this.files.location())
				.build();
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__orphan.sql", "child", "parent"));
			assertThat(connection.createStatement().executeQuery("PRAGMA foreign_keys").getInt(1)).isOne();
		}
		assertThat(this.database.query("SELECT count(*) FROM child")).containsExactly("0");
		assertThat(states()).containsExactly("1 APPLIED", "2 PENDING");
	}

	@Test
	void rowsWithoutTheirParentAreFoundUntilThereAreNoneWhereAPartOfTheScriptIsInForce() {
		this.files
			.with("V1__tables.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY);",
					"CREATE TABLE child (id INTEGER REFERENCES parent (id));")
			.with("V2__orphans.sql", "PRAGMA foreign_keys = OFF;", "BEGIN;", "INSERT INTO child VALUES (7);", "COMMIT;",
					"BEGIN;", "INSERT INTO child VALUES (8);", "COMMIT;");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
				.withMessageContainingAll("V2__orphans.sql leaves 2 rows", "child", "Statements 1 to 3 are in force")
				.withMessageNotContaining("Nothing");
			assertThat(this.database.query("SELECT id FROM child")).containsExactly("7");
		}
		this.database.execute("INSERT INTO parent VALUES (7), (8)");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM child ORDER BY id")).containsExactly("7", "8");
	}

	@Test
	void rowsThatHadNoParentBeforeAreNoFaultOfTheScript() {
		this.files
			.with("V1__tables.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY);",
					"CREATE TABLE child (id INTEGER REFERENCES parent (id));")
			.with("V2__orphan.sql", "INSERT INTO child VALUES (7);")
			.with("V3__row.sql", "PRAGMA foreign_keys = OFF;", "INSERT INTO parent VALUES (8);",
					"INSERT INTO child VALUES (8);");
		assertThat(migrator().migrate().applied()).hasSize(3);
	}

	@Test
	void aForeignKeyThatCannotBeCheckedIsOnlyAnErrorOfTheScriptThatBringsIt() {
		String[] script = { "PRAGMA foreign_keys = OFF;", "CREATE TABLE more (id INTEGER REFERENCES parent (id));",
				"INSERT INTO child VALUES (1);" };
		this.files
			.with("V1__tables.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY, code INTEGER);",
					"CREATE TABLE child (id INTEGER REFERENCES parent (id));",
					"CREATE TABLE coded (code INTEGER REFERENCES parent (code));")
			.with("V2__row.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining(
					"V2__row.sql leaves 1 row whose foreign key refers to nothing, first child, 1, parent");
		script[2] = "CREATE TABLE coded_too (code INTEGER REFERENCES more (id));";
		this.files.with("V2__row.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContainingAll("V2__row.sql leaves a foreign key that cannot be checked", "coded_too",
					"Nothing of this script is in force");
		script[2] = "INSERT INTO child VALUES (NULL);";
		this.files.with("V2__row.sql", script);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
	}

	@Test
	void rowsOfATableWithoutRowIdsAreCounted() {
		this.files
			.with("V1__tables.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY);",
					"CREATE TABLE child (name TEXT PRIMARY KEY, id INTEGER REFERENCES parent (id)) WITHOUT ROWID;",
					"INSERT INTO child VALUES ('a', 1);")
			.with("V2__orphan.sql", "PRAGMA foreign_keys = OFF;", "INSERT INTO child VALUES ('b', 2);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__orphan.sql leaves 1 row");
		assertThat(this.database.query("SELECT name FROM child")).containsExactly("a");
	}

	@Test
	void everySettingAtTheHeadOfAScriptIsApplied() {
		this.files
			.with("V1__tables.sql", "CREATE TABLE one (id INTEGER);", "CREATE VIEW ids AS SELECT id FROM one;",
					"INSERT INTO one VALUES (1);")
			.with("V2__legacy.sql", "PRAGMA legacy_alter_table = ON;", "PRAGMA foreign_keys = OFF;",
					"ALTER TABLE one RENAME TO two;", "CREATE TABLE one (id INTEGER);",
					"INSERT INTO one SELECT id FROM two;", "DROP TABLE two;")
			.with("V3__legacy.sql", "PRAGMA legacy_alter_table = ON;", "ALTER TABLE one RENAME TO two;",
					"CREATE TABLE one (id INTEGER);", "INSERT INTO one SELECT id FROM two;", "DROP TABLE two;");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM ids")).containsExactly("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE temp.scratch (id INTEGER);",
			"create table if not exists \"TEMP\".scratch (id INTEGER);",
			"CREATE VIEW temp.scratch AS SELECT 1 AS id;" })
	void aTemporaryTableReachesNeitherTheNextScriptNorThePool(String statement) {
		assertThatATemporaryTableStaysInItsScript(statement);
	}

	@Test
	void aTemporaryTableThatIsCalledAfterSqliteDoesNotReachThePool() {
		this.files.with("V1__temporary.sql", "CREATE TEMP TABLE sqlite3_seen (id INTEGER);");
		try (HikariDataSource pool = pool()) {
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			assertThat(JdbcClient.create(pool).sql("SELECT name FROM sqlite_temp_master").query(String.class).list())
				.isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "wal_autocheckpoint=7", "journal_size_limit=12345", "read_uncommitted=1",
			"analysis_limit=77", "cache_spill=0", "mmap_size=65536", "count_changes=1", "empty_result_callbacks=1",
			"full_column_names=1", "short_column_names=0", "soft_heap_limit=99999999", "synchronous=0",
			"busy_timeout=1", "legacy_alter_table=1", "foreign_keys=1", "cache_size(77)" })
	void aPragmaOfAScriptDoesNotReachThePool(String pragma) {
		String name = pragma.replaceFirst("[=(].*", "");
		this.files.with("V1__pragma.sql", "PRAGMA " + pragma + ";", "CREATE TABLE one (id INTEGER);");
		try (HikariDataSource pool = pool()) {
			JdbcClient client = JdbcClient.create(pool);
			String before = client.sql("PRAGMA " + name).query(String.class).single();
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			assertThat(client.sql("PRAGMA " + name).query(String.class).single()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA case_sensitive_like = ON;", "pragma case_sensitive_like(true);" })
	void aPragmaThatSqliteDoesNotSayReachesNeitherTheNextScriptNorThePool(String pragma) {
		this.files.with("V1__pragma.sql", pragma, "CREATE TABLE one AS SELECT 'a' LIKE 'A' AS same;")
			.with("V2__next.sql", "INSERT INTO one SELECT 'a' LIKE 'A';");
		try (HikariDataSource pool = pool()) {
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			assertThat(JdbcClient.create(pool).sql("SELECT 'a' LIKE 'A'").query(String.class).single()).isEqualTo("1");
		}
		assertThat(this.database.query("SELECT same FROM one")).containsExactly("0", "1");
	}

	@Test
	void aSettingInTheMiddleOfAScriptIsAnError() {
		this.files.with("V1__middle.sql", "CREATE TABLE one (id INTEGER);", "PRAGMA foreign_keys = OFF;",
				"CREATE TABLE two (id INTEGER);");
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(migrator()::migrate)
			.satisfies(
					(ex) -> assertThat(ex.getDescription()).contains("V1__middle.sql, line 2", "PRAGMA foreign_keys"));
		assertThat(this.database.hasTable("one")).isFalse();
	}

	@Test
	@Timeout(60)
	void aPragmaThatWorksStepByStepIsExecutedToItsEnd() {
		this.database.execute("PRAGMA auto_vacuum = INCREMENTAL", "VACUUM", "CREATE TABLE large (bytes BLOB)",
				"INSERT INTO large VALUES (zeroblob(1000000))", "DELETE FROM large");
		this.files.with("V1__vacuum.sql", "PRAGMA incremental_vacuum;", "CREATE TABLE one (id INTEGER);");
		migrator().baseline(Version.of("0"));
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("PRAGMA freelist_count")).containsExactly("0");
	}

	@Test
	void vacuumIsTakenOutOfTheTransaction() {
		this.files.with("V1__vacuum.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (0);", "VACUUM;",
				"INSERT INTO one VALUES (1);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("0", "1");
		assertThat(this.database.query("SELECT count(*) FROM migration_history_step")).containsExactly("0");
	}

	@Test
	void instancesThatStartTogetherDoNotDisturbAScriptThatCommitsMoreThanOnce() throws Exception {
		this.files.with("V1__segments.sql", "BEGIN;", "CREATE TABLE one (id INTEGER);", "COMMIT;", "BEGIN;",
				"CREATE TEMPORARY TABLE scratch (id INTEGER);", "INSERT INTO scratch VALUES (1);", "COMMIT;", "BEGIN;",
				"INSERT INTO one SELECT id FROM scratch;", "COMMIT;", "VACUUM;", "INSERT INTO one VALUES (2);")
			.with("V2__none.sql", "-- migrations: transaction=none", "INSERT INTO one VALUES (3);",
					"INSERT INTO one VALUES (4);", "VACUUM;", "INSERT INTO one VALUES (5);");
		int instances = 6;
		CyclicBarrier start = new CyclicBarrier(instances);
		ExecutorService executor = Executors.newFixedThreadPool(instances);
		try {
			List<Future<MigrationReport>> starts = new ArrayList<>();
			for (int i = 0; i < instances; i++) {
				starts.add(executor.submit(() -> {
					Migrator migrator = migrator();
					start.await();
					return migrator.migrate();
				}));
			}
			for (Future<MigrationReport> one : starts) {
				assertThat(one.get(60, TimeUnit.SECONDS).isUpToDate()).isTrue();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3", "4", "5");
	}

	@Test
	void anUndoStopsWhereAnotherInstanceAppliesAgainWhatWasJustUndone() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("U1__one.sql", "DROP TABLE one;")
			.with("V2__two.sql", "CREATE TABLE two (id INTEGER);")
			.with("U2__two.sql", "DROP TABLE two;");
		migrator().migrate();
		MigrationListener another = new MigrationListener() {

			@Override
			public void migrationApplied(MigrationEvent.MigrationApplied event) {
				migrator().migrate();
			}

		};
		Migrator undoing = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.listeners(another)
			.build();
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> undoing.undo(UndoTarget.to(Version.of("0"))))
			.withMessageContaining("1 of 2 migrations were undone before that");
		assertThat(states()).containsExactly("1 APPLIED", "2 APPLIED");
		assertThat(this.database.hasTable("one")).isTrue();
	}

	/**
	 * What clears up behind it is refused, which is not what went wrong.
	 */
	@Test
	void codeThatClearsUpBehindAnErrorThatEndedItsTransactionFailsWithThatError() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);");
		Migrator migrator = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.javaMigrations(JavaMigrationContractTests.Given.of((connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute("INSERT INTO one VALUES (1)");
					try {
						statement.execute("INSERT OR ROLLBACK INTO one VALUES (1)");
					}
					finally {
						statement.execute("DELETE FROM one WHERE id = 99");
					}
				}
			}))
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContainingAll("UNIQUE constraint failed: one.id", "error 19")
			.withRootCauseInstanceOf(SQLException.class);
	}

	@Test
	void codeThatGoesOnBehindAnErrorThatEndedItsTransactionLeavesNothing() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);");
		Migrator migrator = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.javaMigrations(JavaMigrationContractTests.Given.of((connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute("INSERT INTO one VALUES (1)");
					for (int id = 1; id <= 2; id++) {
						try {
							statement.execute("INSERT OR ROLLBACK INTO one VALUES (" + id + ")");
						}
						catch (SQLException | MigrationException ex) {
							// Whoever writes so means to go on.
						}
					}
				}
			}))
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContainingAll("goes on after an error", "Nothing of it is in force");
		assertThat(this.database.query("SELECT id FROM one")).isEmpty();
		assertThat(this.database.query("SELECT script FROM migration_history")).containsExactly("V1__one.sql");
	}

}
