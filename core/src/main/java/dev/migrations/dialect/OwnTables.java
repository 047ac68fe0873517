package dev.migrations.dialect;

import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

/**
 * Our own tables, quoted as SQL needs them.
 *
 * @param schema the schema that was configured, as the catalog has it; null if none was
 * @param prefix what the names of all of them begin with, as the catalog has it
 * @param history the history
 * @param step the journal
 * @param lock the lock, where it is a row
 * @param audit what was done to the history other than applying migrations
 */
public record OwnTables(@Nullable String schema, String prefix, String history, String step, String lock,
		String audit) {

	private static final String PROPERTY = "migrations.history-table";

	/**
	 * The tables in the schema that is set, and otherwise in the one in which unqualified
	 * names are looked up.
	 * @param dialect the database
	 * @param historyTable the name of the history table, as it was configured, qualified
	 * if a schema was
	 * @return the tables
	 */
	public static OwnTables of(Dialect dialect, String historyTable) {
		return in(dialect, historyTable, null);
	}

	/**
	 * The tables in a schema. Scripts may change where unqualified names are looked up,
	 * so a run that executes scripts works with these.
	 * @param dialect the database
	 * @param historyTable the name of the history table, as it was configured, qualified
	 * if a schema was
	 * @param schema the schema as the catalog has it, for a name that is not qualified;
	 * null where there are none
	 * @return the tables
	 * @throws InvalidSettingsException if a schema was configured and the database has
	 * none
	 */
	public static OwnTables in(Dialect dialect, String historyTable, @Nullable String schema) {
		SqlFragments sql = dialect.sql();
		int dot = historyTable.indexOf('.');
		if (dot < 0) {
			return of(sql, null, (schema != null) ? sql.quoted(schema) + "." : "", historyTable);
		}
		if (dialect.vendor() == Vendor.SQLITE) {
			throw new InvalidSettingsException(
					"migrations.schema is '" + historyTable.substring(0, dot) + "', but SQLite has no schemas.",
					"Remove it: a second schema would be a second file, with a URL of its own.");
		}
		String configured = historyTable.substring(0, dot);
		return of(sql, sql.folded(configured), sql.identifier(configured, "migrations.schema") + ".",
				historyTable.substring(dot + 1));
	}

	private static OwnTables of(SqlFragments sql, @Nullable String schema, String qualifier, String table) {
		return new OwnTables(schema, sql.folded(table), qualifier + sql.identifier(table, PROPERTY),
				qualifier + sql.identifier(table + "_step", PROPERTY),
				qualifier + sql.identifier(table + "_lock", PROPERTY),
				qualifier + sql.identifier(table + "_audit", PROPERTY));
	}

}
