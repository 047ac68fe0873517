package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import dev.migrations.dialect.Vendor;

/**
 * Transactions as JDBC has them: one is open while autocommit is off.
 *
 * @param connection the session
 * @param vendor the product, by which it is told what a script asks of a transaction
 */
record JdbcTransactions(Connection connection, Vendor vendor) implements TransactionControl {

	@Override
	public void begin(String modes) throws SQLException {
		// It is said of the next transaction there, and elsewhere of the one that is
		// open.
		boolean before = this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL;
		if (before && modes.toUpperCase(Locale.ROOT).contains("ISOLATION")) {
			set(modes);
		}
		this.connection.setAutoCommit(false);
		if (this.vendor == Vendor.POSTGRESQL && !modes.isEmpty()) {
			set(modes);
		}
	}

	private void set(String modes) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("SET TRANSACTION " + modes);
		}
	}

	@Override
	public void commit() throws SQLException {
		this.connection.commit();
		this.connection.setAutoCommit(true);
	}

	@Override
	public void rollback() throws SQLException {
		this.connection.rollback();
		this.connection.setAutoCommit(true);
	}

}
