package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What MariaDB and MySQL cannot roll back.
 * <ol>
 * <li>Tables whose storage engine has no transactions: MyISAM, Aria, MEMORY and others.
 * In most schemas there are none, and that is all that is asked.</li>
 * <li>Tables with a trigger that names one of them, and views and routines that do, again
 * and again until none is added. A name in a comment counts too: that costs a statement
 * its transaction, but nothing its truth.</li>
 * </ol>
 */
final class UnrollableTables {

	private static final String TABLES = """
			SELECT t.table_name FROM information_schema.tables t
			JOIN information_schema.engines e ON e.engine = t.engine
			WHERE t.table_schema = ? AND t.table_type = 'BASE TABLE' AND e.transactions = 'NO'""";

	private static final String WRITERS = """
			SELECT event_object_table, action_statement FROM information_schema.triggers
				WHERE event_object_schema = ?
			UNION ALL SELECT table_name, view_definition FROM information_schema.views WHERE table_schema = ?
			UNION ALL SELECT routine_name, routine_definition FROM information_schema.routines
				WHERE routine_schema = ?""";

	private UnrollableTables() {
	}

	static Set<String> in(Connection connection, String schema) throws SQLException {
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
			statement.setString(1, schema);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					names.add(rows.getString(1));
				}
			}
		}
		if (!names.isEmpty()) {
			addWriters(writers(connection, schema), names);
		}
		return names;
	}

	private static Map<String, String> writers(Connection connection, String schema) throws SQLException {
		Map<String, String> texts = new LinkedHashMap<>();
		try (PreparedStatement statement = connection.prepareStatement(WRITERS)) {
			for (int i = 1; i <= 3; i++) {
				statement.setString(i, schema);
			}
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					texts.merge(rows.getString(1), String.valueOf(rows.getString(2)),
							(one, other) -> one + '\n' + other);
				}
			}
		}
		return texts;
	}

	private static void addWriters(Map<String, String> texts, Set<String> names) {
		boolean added = true;
		while (added) {
			added = false;
			for (Map.Entry<String, String> text : texts.entrySet()) {
				if (!names.contains(text.getKey()) && NameMention.any(names, text.getValue())) {
					names.add(text.getKey());
					added = true;
				}
			}
		}
	}

}
