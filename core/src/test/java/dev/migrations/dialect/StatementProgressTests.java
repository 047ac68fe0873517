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

	/**
	 * MariaDB has the same tables as MySQL, and no MySQL is to be had here.
	 */
	@Test
	void mysqlTellsTheStagesOfThePerformanceSchema() throws SQLException {
		List<StatementProgress.Reading> readings = readings(TestDatabase.mariadbWithUsers(), Vendor.MYSQL,
				"ALTER TABLE big ADD INDEX big_note (note), ALGORITHM=INPLACE");
		assertThat(readings).extracting(StatementProgress.Reading::phase)
			.filteredOn(Objects::nonNull)
			.anySatisfy((phase) -> assertThat(phase).startsWith("alter table ("));
		assertThat(readings).extracting(StatementProgress.Reading::percent)
			.filteredOn(Objects::nonNull)
			.isNotEmpty()
			.allSatisfy((percent) -> assertThat(percent).isBetween(0.0, 100.0));
	}

	@Test
	void whoeverMayNotReadThePerformanceSchemaIsToldTheState() throws SQLException {
		TestDatabase database = TestDatabase.mariadbWithUsers();
		String user = "plain_" + database.query("SELECT DATABASE()").get(0);
		database.execute("CREATE USER " + user + "@'%' IDENTIFIED BY 'secret'");
		String url = database.url().substring(0, database.url().lastIndexOf('/')) + "/?user=" + user
				+ "&password=secret";
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
		database.execute("CREATE TABLE big (id INTEGER PRIMARY KEY, note VARCHAR(100))",
				"INSERT INTO big SELECT seq, MD5(seq) FROM seq_1_to_300000");
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
