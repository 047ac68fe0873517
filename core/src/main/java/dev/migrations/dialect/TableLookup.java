package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a table is made of and what depends on it. Names are compared without regard
 * to case: a statement does not say how the catalog has folded them.
 */
final class TableLookup {

	private final Vendor vendor;

	private TableLookup(Vendor vendor) {
		this.vendor = vendor;
	}

	static TableLookup of(Vendor vendor) {
		return new TableLookup(vendor);
	}

	List<String> columns(Connection connection, OwnTables own, ObjectName table, boolean hidden) throws SQLException {
		String sql = switch (this.vendor) {
			case SQLITE -> "SELECT lower(name) FROM pragma_table_info(?) WHERE " + (hidden ? "false" : "true");
			case POSTGRESQL -> """
					SELECT lower(column_name) FROM information_schema.columns
					WHERE lower(table_name) = ? AND (lower(table_schema) = lower(?)
						OR ?::text IS NULL AND table_schema = ANY (current_schemas(false)))
					AND is_generated = 'NEVER' AND\s""" + (hidden ? "false" : "true");
			case MARIADB, MYSQL -> """
					SELECT LOWER(column_name) FROM information_schema.columns
					WHERE LOWER(table_name) = ? AND (LOWER(table_schema) = LOWER(?)
						OR ? IS NULL AND table_schema = DATABASE())
					AND COALESCE(generation_expression, '') = '' AND\s"""
					+ (hidden ? "extra LIKE '%INVISIBLE%'" : "TRUE");
			default -> """
					SELECT LOWER(COLUMN_NAME) FROM INFORMATION_SCHEMA.COLUMNS
					WHERE LOWER(TABLE_NAME) = ? AND (LOWER(TABLE_SCHEMA) = LOWER(?)
						OR ? IS NULL AND TABLE_SCHEMA = CURRENT_SCHEMA)
					AND IS_GENERATED = 'NEVER' AND\s""" + (hidden ? "NOT IS_VISIBLE" : "TRUE");
		};
		String schema = (table.schema() != null) ? table.schema() : own.schema();
		List<@Nullable String> values = new ArrayList<>();
		values.add(table.name().toLowerCase(Locale.ROOT));
		if (this.vendor != Vendor.SQLITE) {
			values.add(schema);
			values.add(schema);
		}
		return strings(connection, sql, values);
	}

	boolean cascades(Connection connection, ObjectName table) throws SQLException {
		if (this.vendor != Vendor.SQLITE) {
			return false;
		}
		List<@Nullable String> values = new ArrayList<>();
		values.add(table.name());
		return !strings(connection, """
				SELECT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) k, pragma_foreign_keys s
				WHERE s.foreign_keys AND m.type = 'table' AND lower(k."table") = lower(?)
				AND k.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT')""", values).isEmpty();
	}

	private static List<String> strings(Connection connection, String sql, List<@Nullable String> values)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < values.size(); i++) {
				statement.setString(i + 1, values.get(i));
			}
			List<String> found = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					found.add(rows.getString(1));
				}
			}
			return found;
		}
	}

}
