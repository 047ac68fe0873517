package dev.migrations.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Our own tables, quoted as SQL needs them.
 *
 * @param prefix what the names of all of them begin with, as the catalog has it
 * @param history the history
 * @param step the journal
 * @param lock the lock, where it is a row
 * @param audit what was done to the history other than applying migrations
 */
public record OwnTables(String prefix, String history, String step, String lock, String audit) {

	private static final String PROPERTY = "migrations.history-table";

	/**
	 * The tables in the schema in which unqualified names are looked up.
	 * @param dialect the database
	 * @param historyTable the name of the history table, as it was configured
	 * @return the tables
	 */
	public static OwnTables of(Dialect dialect, String historyTable) {
		return in(dialect, historyTable, null);
	}

	/**
	 * The tables in a schema. Scripts may change where unqualified names are looked up,
	 * so a run that executes scripts works with these.
	 * @param dialect the database
	 * @param historyTable the name of the history table, as it was configured
	 * @param schema the schema as the catalog has it; null where there are none
	 * @return the tables
	 */
	public static OwnTables in(Dialect dialect, String historyTable, @Nullable String schema) {
		SqlFragments sql = dialect.sql();
		String qualifier = (schema != null) ? sql.quoted(schema) + "." : "";
		return new OwnTables(sql.folded(historyTable), qualifier + sql.identifier(historyTable, PROPERTY),
				qualifier + sql.identifier(historyTable + "_step", PROPERTY),
				qualifier + sql.identifier(historyTable + "_lock", PROPERTY),
				qualifier + sql.identifier(historyTable + "_audit", PROPERTY));
	}

}
