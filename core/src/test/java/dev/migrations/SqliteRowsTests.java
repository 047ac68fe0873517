package dev.migrations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.TransactionMode;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows of a large script that SQLite is sent as texts of many statements.
 */
class SqliteRowsTests {

	private static final int ROWS = 3000;

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFiles files;

	@BeforeEach
	void setUp() {
		this.database = TestDatabase.sqlite(this.directory);
		this.files = new MigrationFiles(this.directory.resolve("migrations")).with("V1__numbers.sql",
				"CREATE TABLE numbers (id INTEGER PRIMARY KEY, note VARCHAR(1000));");
	}

	private MigrationReport migrate(DataSource dataSource) {
		return Migrator.builder(dataSource).locations(this.files.location()).build().migrate();
	}

	private static String[] rows() {
		String[] rows = new String[ROWS];
		for (int i = 0; i < rows.length; i++) {
			rows[i] = "INSERT INTO numbers (id, note) VALUES (" + i + ", 'no. " + i + "; -- é');";
		}
		return rows;
	}

	private static String[] with(String[] rows, String... others) {
		List<String> all = new ArrayList<>(Arrays.asList(rows));
		all.addAll(List.of(others));
		return all.toArray(String[]::new);
	}

	@Test
	void areFewTextsAndCountAsWhatTheyAre() {
		this.files.with("V2__rows.sql", rows());
		StatementLog log = new StatementLog(this.database.dataSource());
		assertThat(migrate(log).applied()).extracting(MigrationReport.Applied::statements).containsExactly(1, ROWS);
		assertThat(log.calls()).filteredOn((call) -> call.contains("INSERT INTO numbers") || call.contains("Batch"))
			.hasSizeLessThan(30);
		assertThat(this.database.query("SELECT COUNT(*), MIN(id), MAX(id) FROM numbers"))
			.containsExactly(ROWS + "|0|" + (ROWS - 1));
		assertThat(this.database.query("SELECT note FROM numbers WHERE id = 1234")).containsExactly("no. 1234; -- é");
	}

	@Test
	void leaveNothingOpenThatTheRestOfTheScriptStumblesOver() {
		this.files.with("V2__rows.sql", with(rows(), "CREATE TABLE copied AS SELECT id FROM numbers WHERE id > 2990;",
				"DROP TABLE numbers;", "INSERT INTO copied VALUES (1);"));
		assertThat(migrate(this.database.dataSource()).applied()).extracting(MigrationReport.Applied::statements)
			.containsExactly(1, ROWS + 3);
		assertThat(this.database.query("SELECT COUNT(*) FROM copied")).containsExactly("10");
		assertThat(this.database.hasTable("numbers")).isFalse();
	}

	@Test
	void nameTheRefusedOneWhereItsConflictEndsTheTransaction() {
		this.files.with("V1__numbers.sql",
				"CREATE TABLE numbers (id INTEGER PRIMARY KEY ON CONFLICT ROLLBACK, note VARCHAR(1000));");
		migrate(this.database.dataSource());
		String[] rows = rows();
		rows[2345] = rows[17];
		this.files.with("V2__rows.sql", rows);
		StatementLog log = new StatementLog(this.database.dataSource());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrate(log))
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__rows.sql, line 2346, column 1",
					"statement 2346 failed", "(17, 'no. 17; -- é')", "it was rolled back"));
		assertThat(log.calls()).filteredOn((call) -> call.startsWith("BEGIN")).hasSize(2);
		assertThat(this.database.query("SELECT COUNT(*) FROM numbers")).containsExactly("0");
		assertThat(this.database.query("SELECT migration_key FROM migration_history")).containsExactly("V:1");
	}

	@Test
	void nameTheRefusedOneWhereAPoolClosesItsConnectionForEachError() {
		migrate(this.database.dataSource());
		String[] rows = rows();
		rows[2345] = rows[17];
		this.files.with("V2__rows.sql", rows);
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setExceptionOverride(new SQLExceptionOverride() {

			@java.lang.Override
			public Override adjudicate(SQLException error) {
				return Override.MUST_EVICT;
			}

		});
		try (HikariDataSource pool = new HikariDataSource(config)) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrate(pool))
				.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__rows.sql, line 2346",
						"statement 2346 failed"));
		}
		assertThat(this.database.query("SELECT COUNT(*) FROM numbers")).containsExactly("0");
		assertThat(this.database.query("SELECT migration_key FROM migration_history")).containsExactly("V:1");
	}

	@Test
	void nameTheRefusedOneOfTheVeryFirstMigration() {
		String[] rows = rows();
		rows[2345] = rows[17];
		this.files.with("V1__numbers.sql",
				with(new String[] { "CREATE TABLE numbers (id INTEGER PRIMARY KEY, note);" }, rows));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrate(this.database.dataSource()))
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V1__numbers.sql, line 2347, column 1",
					"statement 2347 failed"));
		assertThat(this.database.hasTable("numbers")).isFalse();
	}

	@ParameterizedTest
	@EnumSource(TransactionMode.class)
	void nameTheRefusedOneHoweverMigrationsShareTransactions(TransactionMode mode) {
		String[] rows = rows();
		rows[2345] = rows[17];
		this.files.with("V2__rows.sql", rows).with("V3__three.sql", "CREATE TABLE three (id INTEGER);");
		Migrator migrator = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.transaction(mode)
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__rows.sql, line 2346, column 1",
					"statement 2346 failed"));
		assertThat(this.database.hasTable("numbers")).isEqualTo(mode != TransactionMode.PER_RUN);
	}

	@Test
	void goOneByOneWhereTheScriptCommitsBeforeItsEnd() {
		String[] rows = rows();
		rows[2345] = rows[17];
		this.files.with("V2__rows.sql",
				with(new String[] { "BEGIN;", "INSERT INTO numbers VALUES (9999, '');", "COMMIT;" }, rows));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrate(this.database.dataSource()))
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__rows.sql, line 2349, column 1",
					"statement 2349 failed"));
		assertThat(this.database.query("SELECT id FROM numbers")).containsExactly("9999");
		rows[2345] = "INSERT INTO numbers (id, note) VALUES (2345, '');";
		this.files.with("V2__rows.sql",
				with(new String[] { "BEGIN;", "INSERT INTO numbers VALUES (9999, '');", "COMMIT;" }, rows));
		migrate(this.database.dataSource());
		assertThat(this.database.query("SELECT COUNT(*) FROM numbers")).containsExactly("" + (ROWS + 1));
	}

	@Test
	void goOneByOneThroughADriverOfWhichItIsNotKnownWhatItDoesWithSuchTexts() {
		this.files.with("V2__rows.sql", rows());
		StatementLog log = new StatementLog(new DelegatingDataSource(this.database.dataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				return unknown(Connection.class, super.getConnection());
			}

		});
		assertThat(migrate(log).applied()).extracting(MigrationReport.Applied::statements).containsExactly(1, ROWS);
		assertThat(log.calls()).noneMatch((call) -> call.contains("INSERT INTO numbers"));
		assertThat(this.database.query("SELECT COUNT(*) FROM numbers")).containsExactly("" + ROWS);
	}

	private static <T> T unknown(Class<T> type, T delegate) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (method.getName().equals("getDriverName")) {
					return "Another driver";
				}
				try {
					Object result = method.invoke(delegate, arguments);
					return method.getName().equals("getMetaData")
							? unknown(DatabaseMetaData.class, (DatabaseMetaData) result) : result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

}
