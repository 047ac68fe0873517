package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.model.StatementGuard;
import org.jspecify.annotations.Nullable;

/**
 * Looks up single objects in the catalog, by name and without regard to its case: a guard
 * does not say whether a name was quoted when the object was created.
 */
final class ObjectLookup {

	private final Vendor vendor;

	private ObjectLookup(Vendor vendor) {
		this.vendor = vendor;
	}

	static ObjectLookup of(Vendor vendor) {
		return new ObjectLookup(vendor);
	}

	boolean exists(Connection connection, StatementGuard guard) throws SQLException {
		List<String> parameters = new ArrayList<>();
		String sql = switch (this.vendor) {
			case SQLITE -> sqlite(guard, parameters);
			case POSTGRESQL -> postgres(guard, parameters);
			default -> informationSchema(guard, parameters);
		};
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.size(); i++) {
				statement.setString(i + 1, parameters.get(i));
			}
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	private String sqlite(StatementGuard guard, List<String> parameters) {
		String schema = (guard.schema() != null) ? "\"" + guard.schema().replace("\"", "\"\"") + "\"." : "";
		String tables = (guard.schema() != null) ? schema + "sqlite_master"
				: "(SELECT * FROM sqlite_master UNION ALL SELECT * FROM sqlite_temp_master)";
		if (guard.type() == StatementGuard.Type.COLUMN) {
			add(parameters, guard.table(), guard.name());
			return "SELECT 1 FROM pragma_table_xinfo(?) WHERE lower(name) = lower(?)";
		}
		if (guard.type() == StatementGuard.Type.CONSTRAINT) {
			// SQLite keeps the names of constraints nowhere but in the text of the table.
			add(parameters, guard.table(), guard.name());
			return "SELECT 1 FROM " + tables + " WHERE type = 'table' AND lower(name) = lower(?) "
					+ "AND instr(lower(replace(replace(sql, '\"', ' '), '`', ' ')), 'constraint ' || lower(?)) > 0";
		}
		add(parameters, guard.name());
		return "SELECT 1 FROM " + tables + " WHERE type = '" + guard.type().name().toLowerCase(Locale.ROOT)
				+ "' AND lower(name) = lower(?)";
	}

	private static String postgres(StatementGuard guard, List<String> parameters) {
		String inSchema = (guard.schema() != null) ? sameName("n.nspname")
				: "n.oid = ANY (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ANY (current_schemas(false)))";
		String relation = "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";
		add(parameters, guard.schema());
		return switch (guard.type()) {
			case TABLE, VIEW, INDEX -> {
				add(parameters, guard.name());
				String kinds = switch (guard.type()) {
					case TABLE -> "'r', 'p', 'f'";
					case VIEW -> "'v', 'm'";
					default -> "'i', 'I'";
				};
				yield "SELECT 1 " + relation + " WHERE " + inSchema + " AND c.relkind IN (" + kinds + ") AND "
						+ sameName("c.relname");
			}
			case COLUMN -> {
				add(parameters, guard.table(), guard.name());
				yield "SELECT 1 " + relation + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE " + inSchema
						+ " AND a.attnum > 0 AND NOT a.attisdropped AND " + sameName("c.relname") + " AND "
						+ sameName("a.attname");
			}
			case CONSTRAINT -> {
				add(parameters, guard.table(), guard.name());
				yield "SELECT 1 " + relation + " JOIN pg_catalog.pg_constraint o ON o.conrelid = c.oid WHERE "
						+ inSchema + " AND " + sameName("c.relname") + " AND " + sameName("o.conname");
			}
			case TRIGGER -> {
				add(parameters, guard.name());
				yield "SELECT 1 " + relation + " JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid WHERE " + inSchema
						+ " AND " + sameName("t.tgname");
			}
		};
	}

	/**
	 * Both sides are folded by one collation: from version 12 on, names in the catalog of
	 * PostgreSQL have another one than texts, which folds the letters of ASCII alone.
	 */
	private static String sameName(String column) {
		return "lower(" + column + "::text COLLATE \"C\") = lower(? COLLATE \"C\")";
	}

	private String informationSchema(StatementGuard guard, List<String> parameters) {
		String current = (this.vendor == Vendor.H2) ? "CURRENT_SCHEMA" : "DATABASE()";
		String schema = (guard.schema() != null) ? "LOWER(?)" : "LOWER(" + current + ")";
		add(parameters, guard.schema());
		switch (guard.type()) {
			case TABLE, VIEW -> {
				add(parameters, guard.name());
				return "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE LOWER(TABLE_SCHEMA) = " + schema
						+ " AND LOWER(TABLE_NAME) = LOWER(?) AND TABLE_TYPE "
						+ ((guard.type() == StatementGuard.Type.VIEW) ? "= 'VIEW'" : "LIKE '%TABLE%'");
			}
			case INDEX -> {
				add(parameters, guard.name());
				String indexes = (this.vendor == Vendor.H2) ? "INDEXES" : "STATISTICS";
				return "SELECT 1 FROM INFORMATION_SCHEMA." + indexes + " WHERE LOWER(TABLE_SCHEMA) = " + schema
						+ " AND LOWER(INDEX_NAME) = LOWER(?)";
			}
			case COLUMN -> {
				add(parameters, guard.table(), guard.name());
				return "SELECT 1 FROM INFORMATION_SCHEMA.COLUMNS WHERE LOWER(TABLE_SCHEMA) = " + schema
						+ " AND LOWER(TABLE_NAME) = LOWER(?) AND LOWER(COLUMN_NAME) = LOWER(?)";
			}
			case CONSTRAINT -> {
				add(parameters, guard.table(), guard.name());
				return "SELECT 1 FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE LOWER(TABLE_SCHEMA) = " + schema
						+ " AND LOWER(TABLE_NAME) = LOWER(?) AND LOWER(CONSTRAINT_NAME) = LOWER(?)";
			}
			default -> {
				add(parameters, guard.name());
				return "SELECT 1 FROM INFORMATION_SCHEMA.TRIGGERS WHERE LOWER(TRIGGER_SCHEMA) = " + schema
						+ " AND LOWER(TRIGGER_NAME) = LOWER(?)";
			}
		}
	}

	private static void add(List<String> parameters, @Nullable String... values) {
		for (String value : values) {
			if (value != null) {
				parameters.add(value);
			}
		}
	}

}
