package dev.migrations.execution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.SqlFragments;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite finds when it checks the foreign keys of a database: rows without their
 * parent, and keys that refer to columns of which nothing says that they are unique. One
 * of these ends the whole check, so that the tables are then checked one by one.
 */
final class ForeignKeyCheck {

	private static final String CHECK = "PRAGMA foreign_key_check";

	private static final String MISMATCH = "foreign key mismatch";

	/** How often each is found: in a table without row ids all look alike. */
	private final Map<String, Integer> rows = new LinkedHashMap<>();

	private final Set<String> mismatches = new LinkedHashSet<>();

	/**
	 * Checks them.
	 * @param connection the session
	 * @param sql how the database writes names
	 */
	static ForeignKeyCheck of(Connection connection, SqlFragments sql) throws SQLException {
		ForeignKeyCheck check = new ForeignKeyCheck();
		if (!check.add(connection, CHECK)) {
			for (String table : tables(connection)) {
				check.add(connection, CHECK + "(" + sql.quoted(table) + ")");
			}
		}
		return check;
	}

	private static List<String> tables(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
			List<String> tables = new ArrayList<>();
			while (rows.next()) {
				tables.add(rows.getString(1));
			}
			return tables;
		}
	}

	/**
	 * Adds what a check finds.
	 * @return false if it could not be done
	 */
	private boolean add(Connection connection, String check) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(check)) {
			while (found.next()) {
				this.rows.merge(found.getString(1) + ", " + found.getString(2) + ", " + found.getString(3), 1,
						Integer::sum);
			}
			return true;
		}
		catch (SQLException ex) {
			String message = String.valueOf(ex.getMessage());
			int mismatch = message.indexOf(MISMATCH);
			if (mismatch < 0) {
				throw ex;
			}
			this.mismatches.add(message.substring(mismatch));
			return false;
		}
	}

	/**
	 * The same, of which the rows may be new.
	 */
	ForeignKeyCheck withoutRows() {
		ForeignKeyCheck check = new ForeignKeyCheck();
		check.mismatches.addAll(this.mismatches);
		return check;
	}

	/**
	 * What was found and not before, in words.
	 * @param before the check before
	 * @return the words; null if there is nothing
	 */
	@Nullable String newSince(ForeignKeyCheck before) {
		int count = 0;
		String first = null;
		for (Map.Entry<String, Integer> row : this.rows.entrySet()) {
			int more = row.getValue() - before.rows.getOrDefault(row.getKey(), 0);
			if (more > 0) {
				count += more;
				first = (first != null) ? first : row.getKey();
			}
		}
		if (count > 0) {
			return count + ((count == 1) ? " row" : " rows") + " whose foreign key refers to nothing, first " + first
					+ " (table, row id, table referred to)";
		}
		for (String mismatch : this.mismatches) {
			if (!before.mismatches.contains(mismatch)) {
				return "a foreign key that cannot be checked (" + mismatch;
			}
		}
		return null;
	}

}
