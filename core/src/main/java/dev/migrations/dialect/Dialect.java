package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrations.model.UnsupportedDatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * What differs between databases, for one of them.
 *
 * @param vendor the product
 * @param transactionalDdl whether DDL is part of the transaction that contains it
 * @param sql fragments of SQL for our own tables
 * @param errors what the product's errors mean
 * @param catalog what exists
 */
public record Dialect(Vendor vendor, boolean transactionalDdl, SqlFragments sql, ErrorCodes errors, Catalog catalog) {

	/**
	 * Recognises the database behind a connection from what its driver already knows,
	 * without asking the server.
	 * @param connection the connection
	 * @return the dialect
	 * @throws UnsupportedDatabaseException if the product is not one that is known
	 * @throws SQLException if the driver cannot tell
	 */
	public static Dialect detect(Connection connection) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		String product = metaData.getDatabaseProductName();
		return switch (product.toLowerCase(Locale.ROOT)) {
			case "sqlite" -> of(Vendor.SQLITE);
			case "postgresql" -> of(Vendor.POSTGRESQL);
			case "h2" -> of(Vendor.H2);
			case "mariadb" -> of(Vendor.MARIADB);
			// MySQL's driver calls MariaDB by its own name, except in the version.
			case "mysql" -> of(metaData.getDatabaseProductVersion().toLowerCase(Locale.ROOT).contains("mariadb")
					? Vendor.MARIADB : Vendor.MYSQL);
			default -> throw new UnsupportedDatabaseException(
					"The database calls itself '" + product + "', which is not one that migrations are supported for.",
					"Use one of: " + Arrays.stream(Vendor.values())
						.filter(Dialect::isSupported)
						.map(Vendor::id)
						.collect(Collectors.joining(", ")) + ".");
		};
	}

	/**
	 * The dialect of a product.
	 * @param vendor the product
	 * @return its dialect
	 * @throws UnsupportedDatabaseException if it cannot be migrated
	 */
	public static Dialect of(Vendor vendor) {
		if (!isSupported(vendor)) {
			throw new UnsupportedDatabaseException("Migrations of " + vendor.id() + " are not supported.",
					"Use a database that is.");
		}
		boolean transactionalDdl = vendor == Vendor.SQLITE || vendor == Vendor.POSTGRESQL;
		return new Dialect(vendor, transactionalDdl, SqlFragments.of(vendor), ErrorCodes.of(vendor),
				Catalog.of(vendor));
	}

	/**
	 * Whether the lock that keeps other instances out lasts for one transaction only, so
	 * that the history has to be read again inside each.
	 * @return whether it ends with the transaction
	 */
	public boolean lockEndsWithTransaction() {
		return this.vendor == Vendor.SQLITE;
	}

	/**
	 * Whether several statements can be sent in one trip of which the server executes
	 * none after the first that fails, and of which the driver tells which one that is.
	 * @return whether they can
	 */
	public boolean pipelines() {
		return this.vendor == Vendor.POSTGRESQL;
	}

	/**
	 * Whether several statements, DDL among them, can be sent as one anonymous block that
	 * stops at the first error.
	 * @return whether they can
	 */
	public boolean hasBlocks() {
		return this.vendor == Vendor.MARIADB;
	}

	/**
	 * Whether a statement of our own is worth preparing once for a run and executing with
	 * other values. Where a server is in between, preparing it would be a trip.
	 * @return whether it is
	 */
	public boolean keepsStatements() {
		return this.vendor == Vendor.H2;
	}

	/**
	 * Whether the database lives in a process of its own, so that ending a session loses
	 * nothing else. An embedded one may live only as long as its last session.
	 * @return whether it does
	 */
	public boolean isServer() {
		return this.vendor != Vendor.SQLITE && this.vendor != Vendor.H2;
	}

	/**
	 * Asks a server what it is set to, where that matters before scripts are read. The
	 * driver of PostgreSQL was told when it connected.
	 * @param connection the connection
	 * @return the settings; null where nothing matters: a server that is read-only
	 * refuses everybody
	 * @throws SQLException if it cannot be asked
	 */
	public @Nullable ServerSettings serverSettings(Connection connection) throws SQLException {
		if (this.vendor == Vendor.POSTGRESQL) {
			return PostgresDriver.isEscaping(connection) ? new ServerSettings(false, LexicalRules.ofEscapingPostgres())
					: null;
		}
		if (this.vendor != Vendor.MARIADB && this.vendor != Vendor.MYSQL) {
			return null;
		}
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT @@global.read_only, @@session.sql_mode")) {
			row.next();
			String readOnly = String.valueOf(row.getString(1));
			return new ServerSettings(!readOnly.equals("0") && !readOnly.equalsIgnoreCase("OFF"),
					LexicalRules.inSession(String.valueOf(row.getString(2)), isOfMariaDb(connection)));
		}
	}

	/**
	 * Whether a driver is MariaDB's, whatever the database is.
	 */
	static boolean isOfMariaDb(Connection connection) throws SQLException {
		return connection.getMetaData().getDriverName().startsWith("MariaDB");
	}

	/**
	 * Who is in the way of a statement.
	 * @return finds out
	 */
	public LockHolders lockHolders() {
		return LockHolders.of(this.vendor);
	}

	/**
	 * How far the statement of another session is.
	 * @return asks the server
	 */
	public StatementProgress statementProgress() {
		return StatementProgress.of(this.vendor);
	}

	/**
	 * How the statements of a session are limited.
	 * @return the variables
	 */
	public SessionLimits sessionLimits() {
		return SessionLimits.of(this.vendor);
	}

	private static boolean isSupported(Vendor vendor) {
		return switch (vendor) {
			case SQLITE, POSTGRESQL, H2, MARIADB, MYSQL -> true;
			case CLICKHOUSE -> false;
		};
	}

}
