package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The schemas of a database, and which of them a session works in.
 */
final class Schemas {

	private final Vendor vendor;

	private Schemas(Vendor vendor) {
		this.vendor = vendor;
	}

	static Schemas of(Vendor vendor) {
		return new Schemas(vendor);
	}

	/**
	 * The one of our own tables.
	 */
	@Nullable String own(Connection connection, OwnTables tables) throws SQLException {
		// Not a switch, which would be one more class for a new JVM that migrates.
		if (this.vendor == Vendor.POSTGRESQL) {
			return say(connection, postgresOwn(tables));
		}
		if (this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL) {
			// MySQL's driver does not know where a statement has brought the session, as
			// one may that a pool sends first.
			return (tables.schema() != null) ? tables.schema() : say(connection, "DATABASE()");
		}
		return current(connection);
	}

	private static @Nullable String say(Connection connection, String expression) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT " + expression)) {
			row.next();
			return row.getString(1);
		}
	}

	/**
	 * Expression of PostgreSQL for the one of our own tables.
	 */
	static String postgresOwn(OwnTables tables) {
		SqlFragments sql = SqlFragments.of(Vendor.POSTGRESQL);
		if (tables.schema() != null) {
			return sql.literal(tables.schema());
		}
		return """
				coalesce((SELECT n.nspname FROM pg_catalog.pg_class c
					JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
					WHERE c.oid = to_regclass(%s)), current_schema())""".formatted(sql.literal(tables.history()));
	}

	/**
	 * The one in which unqualified names are looked up, where there is only one.
	 */
	@Nullable String current(Connection connection) throws SQLException {
		return switch (this.vendor) {
			case MARIADB, MYSQL -> {
				if (!Dialect.isOfMariaDb(connection)) {
					// MySQL's driver does not follow a USE.
					yield say(connection, "DATABASE()");
				}
				// Drivers call it one or the other, as they are told.
				String schema = connection.getSchema();
				yield (schema != null) ? schema : connection.getCatalog();
			}
			case H2 -> connection.getSchema();
			default -> null;
		};
	}

	/**
	 * Whether there is one of that name.
	 */
	boolean include(Connection connection, String schema) throws SQLException {
		// What PostgreSQL has for a standard shows only schemas of one's own.
		String sql = (this.vendor == Vendor.POSTGRESQL) ? "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?"
				: "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, schema);
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	/**
	 * All that a statement may name, to be found without regard to case. None where
	 * nobody asks.
	 */
	Set<String> all(Connection connection) throws SQLException {
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		if (this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL) {
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("SELECT schema_name FROM information_schema.schemata")) {
				while (rows.next()) {
					names.add(rows.getString(1));
				}
			}
		}
		return names;
	}

}
