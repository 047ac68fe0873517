package dev.migrations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.TransactionMode;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements with which PostgreSQL's history is written, prepared once for a session.
 */
class RepeatedStatementsTests {

	private static final int MIGRATIONS = 40;

	private static final String OURS = "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'migrations%'";

	private static final String TAKES_OURS_AWAY = """
			DO $$ DECLARE n text; BEGIN
				FOR n IN SELECT name FROM pg_prepared_statements WHERE name LIKE 'migrations%' LOOP
					EXECUTE 'DEALLOCATE ' || n;
				END LOOP;
			END $$;""";

	@TempDir
	private Path directory;

	private final TestDatabase database = TestDatabase.postgresql();

	private MigrationFiles files;

	@BeforeEach
	void setUp() {
		this.files = new MigrationFiles(this.directory).with("V1__rows.sql", "CREATE TABLE rows (prepared INTEGER);");
		for (int version = 2; version <= MIGRATIONS; version++) {
			this.files.with("V" + version + "__row.sql", "INSERT INTO rows " + OURS + ";");
		}
	}

	private static Migrator migrator(SingleConnectionDataSource session, Path directory, TransactionMode mode) {
		return Migrator.builder(session).locations("file:" + directory).transaction(mode).build();
	}

	private static String ask(SingleConnectionDataSource session, String query) throws SQLException {
		try (Connection connection = session.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getString(1);
		}
	}

	private SingleConnectionDataSource session() throws SQLException {
		return new SingleConnectionDataSource(this.database.dataSource().getConnection(), true);
	}

	private void assertAllApplied() {
		assertThat(this.database.query("""
				SELECT count(*), count(DISTINCT script), count(DISTINCT version), count(DISTINCT applied_order),
					max(applied_order), count(applied_at), count(execution_ms), count(checksum), count(size_bytes),
					count(crc32), count(DISTINCT run_id) > 0
				FROM migration_history WHERE state = 'APPLIED' AND type = 'VERSIONED'
				AND statement_checksum LIKE '%:sha256:%'""")).containsExactly("40|40|40|40|40|40|40|40|40|40|t");
	}

	@ParameterizedTest
	@EnumSource(TransactionMode.class)
	void areForgottenAtTheEnd(TransactionMode mode) throws SQLException {
		SingleConnectionDataSource session = session();
		migrator(session, this.directory, mode).migrate();
		assertAllApplied();
		assertThat(this.database.query("SELECT max(prepared) > 0 FROM rows")).containsExactly("t");
		assertThat(ask(session, OURS)).isEqualTo("0");
		session.destroy();
	}

	@ParameterizedTest
	@EnumSource(TransactionMode.class)
	void areForgottenAfterAFailure(TransactionMode mode) throws SQLException {
		this.files.with("V30__row.sql", "CREATE TABLE broken (id INTEGER);", "INSERT INTO broken VALUES ('x');");
		SingleConnectionDataSource session = session();
		Migrator migrator = migrator(session, this.directory, mode);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("V30__row.sql, line 2");
		assertThat(ask(session, OURS)).isEqualTo("0");
		this.files.with("V30__row.sql", "INSERT INTO rows VALUES (1);");
		migrator.migrate();
		assertAllApplied();
		assertThat(ask(session, OURS)).isEqualTo("0");
		session.destroy();
	}

	@ParameterizedTest
	@EnumSource(value = TransactionMode.class, names = "PER_RUN", mode = EnumSource.Mode.EXCLUDE)
	void everyMigrationIsAppliedWhereAScriptTakesThemAway(TransactionMode mode) throws SQLException {
		this.files.with("V20__row.sql", "DEALLOCATE ALL;", "INSERT INTO rows VALUES (1);")
			.with("V30__row.sql", TAKES_OURS_AWAY, "INSERT INTO rows VALUES (1);");
		SingleConnectionDataSource session = session();
		migrator(session, this.directory, mode).migrate();
		assertAllApplied();
		assertThat(this.database.query("SELECT count(*) FROM rows")).containsExactly(String.valueOf(MIGRATIONS - 1));
		// What the scripts did to the session cannot be taken back, so it was ended.
		session.destroy();
	}

	@ParameterizedTest
	@EnumSource(TransactionMode.class)
	@Timeout(120)
	void areNotPreparedAnyMoreWhereAScriptTakesThemAwayUnseen(TransactionMode mode) throws SQLException {
		this.files.with("V20__row.sql", TAKES_OURS_AWAY, "INSERT INTO rows VALUES (1);");
		SingleConnectionDataSource session = session();
		migrator(session, this.directory, mode).migrate();
		assertAllApplied();
		assertThat(this.database.query("SELECT count(*) FROM rows")).containsExactly(String.valueOf(MIGRATIONS - 1));
		assertThat(ask(session, OURS)).isEqualTo("0");
		session.destroy();
	}

	@Test
	void aSessionThatKeepsThemIsEndedAndTheMigrationsAreApplied() throws SQLException {
		List<String> calls = new ArrayList<>();
		try (Connection session = this.database.dataSource().getConnection()) {
			Migrator.builder(new SingleConnectionDataSource(refusing(session, calls), true))
				.locations(this.files.location())
				.transaction(TransactionMode.PER_MIGRATION)
				.build()
				.migrate();
		}
		assertAllApplied();
		assertThat(calls).contains("refused", "abort");
	}

	/**
	 * A connection on which nothing can be taken back.
	 */
	private static Connection refusing(Connection session, List<String> calls) {
		return proxy(Connection.class, session, (method, arguments, result) -> {
			if (method.equals("abort")) {
				calls.add(method);
			}
			return (method.equals("createStatement")) ? proxy(Statement.class, result, (inner, sql, ignored) -> {
				if (inner.equals("execute") && String.valueOf(sql[0]).startsWith("DEALLOCATE")) {
					calls.add("refused");
					throw new SQLException("refused", "58030");
				}
				return ignored;
			}) : result;
		});
	}

	private static <T> T proxy(Class<T> type, Object target, Step step) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					return step.then(method.getName(), arguments, method.invoke(target, arguments));
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

	/**
	 * What follows a call.
	 */
	@FunctionalInterface
	private interface Step {

		Object then(String method, Object[] arguments, Object result) throws SQLException;

	}

}
