package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/**
 * The databases that are created on one MySQL or MariaDB server.
 */
final class MySqlDatabases {

	private final DatabaseKind kind;

	private final UnaryOperator<String> url;

	private final String version;

	private final InnodbTransactions transactions = new InnodbTransactions();

	private int count;

	/**
	 * Creates none yet.
	 * @param kind the product
	 * @param url makes the URL of a database, or of the server alone for an empty name
	 * @param version what the server calls itself
	 */
	MySqlDatabases(DatabaseKind kind, UnaryOperator<String> url, String version) {
		this.kind = kind;
		this.url = url;
		this.version = version;
	}

	TargetDatabase create() {
		String name = "campaign" + this.count++;
		try (Connection connection = DriverManager.getConnection(this.url.apply(""))) {
			Rows.execute(connection, "CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the database " + name, ex);
		}
		return new MySqlDatabase(this.kind, this.url.apply(name), this.version, this.transactions);
	}

}
