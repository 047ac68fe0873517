package dev.migrations.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database of its own for one test.
 *
 * @param vendor the product, as messages name it
 * @param url its URL, with user and password where it needs them
 * @param transactionalDdl whether DDL is part of the transaction that contains it
 */
public record TestDatabase(String vendor, String url, boolean transactionalDdl) {

	/**
	 * An empty SQLite file.
	 * @param directory where it is
	 * @return the database
	 */
	public static TestDatabase sqlite(Path directory) {
		return new TestDatabase("sqlite", "jdbc:sqlite:" + directory.resolve("test.db"), true);
	}

	/**
	 * An empty H2 database in memory.
	 * @return the database
	 */
	public static TestDatabase h2() {
		return new TestDatabase("h2", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", false);
	}

	/**
	 * An empty PostgreSQL database.
	 * @return the database
	 */
	public static TestDatabase postgresql() {
		return new TestDatabase("postgresql", PostgresServer.shared().createDatabase(), true);
	}

	/**
	 * An empty MariaDB database, reached by MariaDB's own driver.
	 * @return the database
	 */
	public static TestDatabase mariadb() {
		return new TestDatabase("mariadb", "jdbc:mariadb:" + MariaDbServer.shared().createDatabase(), false);
	}

	/**
	 * An empty MariaDB database of a server that knows users, reached by MariaDB's own
	 * driver.
	 * @return the database
	 */
	public static TestDatabase mariadbWithUsers() {
		return new TestDatabase("mariadb", "jdbc:mariadb:" + MariaDbServer.withUsers().createDatabase(), false);
	}

	/**
	 * An empty MariaDB database, reached by MySQL's driver.
	 * @return the database
	 */
	public static TestDatabase mariadbByMysqlDriver() {
		return new TestDatabase("mariadb", "jdbc:mysql:" + MariaDbServer.shared().createDatabase(), false);
	}

	/**
	 * An empty MySQL database, reached by MySQL's own driver.
	 * @return the database
	 */
	public static TestDatabase mysql() {
		return new TestDatabase("mysql", "jdbc:mysql:" + MySqlServer.shared().createDatabase(), false);
	}

	/**
	 * An empty MySQL database, reached by MariaDB's driver.
	 * @return the database
	 */
	public static TestDatabase mysqlByMariadbDriver() {
		return new TestDatabase("mysql", "jdbc:mariadb:" + MySqlServer.shared().createDatabase(), false);
	}

	/**
	 * An empty database of a server, reached by its own driver.
	 * @param vendor {@code postgresql}, {@code mariadb} or {@code mysql}
	 * @return the database
	 */
	public static TestDatabase ofServer(String vendor) {
		return switch (vendor) {
			case "postgresql" -> postgresql();
			case "mariadb" -> mariadb();
			case "mysql" -> mysql();
			default -> throw new IllegalArgumentException(vendor);
		};
	}

	/**
	 * A data source that opens a connection each time.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return new DriverManagerDataSource(this.url);
	}

	/**
	 * Executes statements.
	 * @param statements the statements
	 */
	public void execute(String... statements) {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Executes statements in a transaction that stays open, and is in the way of others
	 * until it is rolled back or its connection is closed.
	 * @param statements the statements
	 * @return the connection
	 */
	public Connection openTransaction(String... statements) {
		try {
			Connection connection = DriverManager.getConnection(this.url);
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				for (String sql : statements) {
					statement.execute(sql);
				}
			}
			return connection;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Queries a database.
	 * @param sql the query
	 * @return the rows, their columns joined by {@code |}
	 */
	public List<String> query(String sql) {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<String> result = new ArrayList<>();
			while (rows.next()) {
				List<String> columns = new ArrayList<>();
				for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
					columns.add(rows.getString(i));
				}
				result.add(String.join("|", columns));
			}
			return result;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Whether there is a table.
	 * @param table its name
	 * @return whether it can be read
	 */
	public boolean hasTable(String table) {
		try {
			query("SELECT * FROM " + table);
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

}
