package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far a statement is that another session executes, as the server tells it.
 */
class StatementProgressTests {

	@Test
	void mariadbTellsThePercentageOfItsStages() throws SQLException {
		List<StatementProgress.Reading> readings = readings(TestDatabase.mariadb(), Vendor.MARIADB,
				"ALTER TABLE big FORCE, ALGORITHM=COPY");
		assertThat(readings).extracting(StatementProgress.Reading::phase).contains("copy to tmp table");
		assertThat(readings).extracting(StatementProgress.Reading::percent)
			.filteredOn(Objects::nonNull)
			.hasSizeGreaterThan(1)
			.isSorted()
			.allSatisfy((percent) -> assertThat(percent).isBetween(0.0, 100.0))
			.last()
			.satisfies((percent) -> assertThat(percent).isPositive());
		assertThat(readings).extracting(StatementProgress.Reading::query)
			.contains("ALTER TABLE big FORCE, ALGORITHM=COPY");
	}

	@Test
	void mariadbTellsThePercentageOfAnIndexThatIsBuiltInPlace() throws SQLException {
		List<StatementProgress.Reading> readings = readings(TestDatabase.mariadb(), Vendor.MARIADB,
				"ALTER TABLE big ADD INDEX big_note (note), ALGORITHM=INPLACE");
		assertThat(readings).filteredOn((reading) -> reading.percent() != null).isNotEmpty().allSatisfy((reading) -> {
			assertThat(reading.phase()).isEqualTo("altering table");
			assertThat(reading.percent()).isBetween(0.0, 100.0);
		});
	}

	@Test
	void mysqlTellsTheStagesOfThePerformanceSchema() throws SQLException {
		assertHasStages(TestDatabase.mysql(), "ALTER TABLE big ADD INDEX big_note (note), ALGORITHM=INPLACE");
	}

	@Test
	void mysqlTellsThePercentageOfATableThatIsCopied() throws SQLException {
		List<StatementProgress.Reading> readings = readings(TestDatabase.mysql(), Vendor.MYSQL,
				"ALTER TABLE big FORCE, ALGORITHM=COPY");
		assertThat(readings).filteredOn((reading) -> reading.percent() != null).isNotEmpty().allSatisfy((reading) -> {
			assertThat(reading.phase()).isEqualTo("copy to tmp table");
			assertThat(reading.percent()).isBetween(0.0, 100.0);
			assertThat(reading.query()).isEqualTo("ALTER TABLE big FORCE, ALGORITHM=COPY");
		});
	}

	/**
	 * MariaDB has the same tables as MySQL.
	 */
	@Test
	void theStagesOfThePerformanceSchemaAreRead() throws SQLException {
		assertHasStages(TestDatabase.mariadbWithUsers(),
				"ALTER TABLE big ADD INDEX big_note (note), ALGORITHM=INPLACE");
	}

	private static void assertHasStages(TestDatabase database, String sql) throws SQLException {
		List<StatementProgress.Reading> readings = readings(database, Vendor.MYSQL, sql);
		assertThat(readings).extracting(StatementProgress.Reading::phase)
			.filteredOn(Objects::nonNull)
			.anySatisfy((phase) -> assertThat(phase).startsWith("alter table ("));
		assertThat(readings).extracting(StatementProgress.Reading::percent)
			.filteredOn(Objects::nonNull)
			.isNotEmpty()
			.allSatisfy((percent) -> assertThat(percent).isBetween(0.0, 100.0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void whoeverMayNotReadThePerformanceSchemaIsToldTheState(String vendor) throws SQLException {
		TestDatabase database = vendor.equals("mariadb") ? TestDatabase.mariadbWithUsers() : TestDatabase.mysql();
		String user = "plain_" + database.query("SELECT DATABASE()").get(0);
		database.execute("CREATE USER " + user + "@'%' IDENTIFIED BY 'secret'");
		String url = database.url().substring(0, database.url().lastIndexOf('/')) + "/?user=" + user
				+ "&password=secret&allowPublicKeyRetrieval=true";
		try (Connection connection = DriverManager.getConnection(url)) {
			StatementProgress.Reading reading = StatementProgress.of(Vendor.MYSQL)
				.read(connection, process(connection));
			assertThat(reading).isNotNull();
			assertThat(reading.query()).contains("information_schema.processlist");
		}
		finally {
			database.execute("DROP USER " + user + "@'%'");
		}
	}

	/**
	 * Everything that is told while a statement is executed that takes a while.
	 */
	private static List<StatementProgress.Reading> readings(TestDatabase database, Vendor vendor, String sql)
			throws SQLException {
		database.execute("CREATE TABLE big (id INTEGER PRIMARY KEY, note VARCHAR(100))", """
				INSERT INTO big WITH RECURSIVE d AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM d WHERE n < 999)
				SELECT 1000 * a.n + b.n, MD5(1000 * a.n + b.n) FROM d a JOIN d b ON a.n < 300""");
		List<StatementProgress.Reading> readings = new ArrayList<>();
		try (Connection working = DriverManager.getConnection(database.url());
				Connection asking = DriverManager.getConnection(database.url());
				Statement statement = working.createStatement()) {
			long process = process(working);
			CompletableFuture<Void> execution = CompletableFuture.runAsync(() -> execute(statement, sql));
			while (!execution.isDone()) {
				StatementProgress.Reading reading = StatementProgress.of(vendor).read(asking, process);
				if (reading != null) {
					readings.add(reading);
				}
			}
			execution.join();
		}
		return readings;
	}

	private static long process(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
			row.next();
			return row.getLong(1);
		}
	}

	private static void execute(Statement statement, String sql) {
		try {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
