package dev.migrations.script;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * By which names a database knows the columns of tables that statements have changed
 * which were not executed on it. Tables are told apart as {@link KnownNames#key} does;
 * one whose columns were renamed by several spellings of its name is not known any more.
 */
final class KnownColumns {

	/** What stands for a column that the database has not. */
	static final String OWN = "";

	/** By the names of the tables alone, in lower case. */
	private final Map<String, Table> tables = new HashMap<>();

	/** Whether nothing is known of any table. */
	private boolean doubted;

	/** Whether the columns that were added may not be those that are dropped. */
	private boolean ambiguous;

	/**
	 * Columns that are written alike may not be the same.
	 */
	void doubtSpelling() {
		this.ambiguous = true;
	}

	/**
	 * Columns of any table may have been renamed, or not.
	 */
	void doubtAll() {
		this.doubted = true;
	}

	/**
	 * A column is added that was not there.
	 */
	void add(ObjectName table, String column) {
		Table changed = this.tables.computeIfAbsent(folded(table), (name) -> new Table(table));
		if (changed.is(table)) {
			changed.before.put(column, OWN);
		}
	}

	/**
	 * A column is renamed.
	 */
	void rename(ObjectName table, String from, String to) {
		Table changed = this.tables.computeIfAbsent(folded(table), (name) -> new Table(table));
		changed.renamed = true;
		if (changed.is(table)) {
			String before = changed.before.remove(from);
			changed.before.put(to, (before != null) ? before : from);
		}
		else {
			changed.ambiguous = true;
		}
	}

	/**
	 * A column is dropped.
	 */
	void drop(ObjectName table, String column) {
		Table changed = this.tables.get(folded(table));
		if (changed != null && changed.is(table)) {
			changed.before.remove(column);
		}
	}

	/**
	 * Columns of a table may have been renamed, or not.
	 */
	void doubt(ObjectName table) {
		Table changed = this.tables.computeIfAbsent(folded(table), (name) -> new Table(table));
		changed.renamed = true;
		changed.ambiguous = true;
	}

	/**
	 * A table goes away, or a new one comes.
	 * @param certain whether it surely does
	 */
	void forget(ObjectName table, boolean certain) {
		Table changed = this.tables.get(folded(table));
		if (changed == null) {
			return;
		}
		if (certain && changed.is(table)) {
			this.tables.remove(folded(table));
		}
		else {
			doubt(table);
		}
	}

	/**
	 * Whether no column of a table was changed.
	 */
	boolean isUntouched(ObjectName table) {
		return !this.doubted && !this.tables.containsKey(folded(table));
	}

	/**
	 * A table is renamed.
	 */
	void renameTable(ObjectName from, ObjectName to) {
		Table changed = this.tables.get(folded(from));
		this.tables.remove(folded(to));
		if (changed == null) {
			return;
		}
		if (changed.is(from)) {
			this.tables.remove(folded(from));
			Table moved = new Table(to);
			moved.before.putAll(changed.before);
			moved.renamed = changed.renamed;
			moved.ambiguous = changed.ambiguous;
			this.tables.put(folded(to), moved);
		}
		else if (changed.renamed) {
			Table unknown = new Table(to);
			unknown.renamed = true;
			unknown.ambiguous = true;
			this.tables.put(folded(to), unknown);
		}
	}

	/**
	 * What the database calls a column.
	 * @param table the table
	 * @param column the column
	 * @param certain whether the table is surely the one of that key
	 * @return its name, {@link #OWN} if the database has it not; null if that is not
	 * known
	 */
	@Nullable String before(ObjectName table, String column, boolean certain) {
		if (this.doubted) {
			return null;
		}
		Table changed = this.tables.get(folded(table));
		if (changed == null) {
			return column;
		}
		if (this.ambiguous || !certain || !changed.is(table) || changed.ambiguous) {
			return changed.renamed ? null : column;
		}
		String before = changed.before.get(column);
		if (before != null) {
			return before;
		}
		return changed.renamed && changed.before.keySet().stream().anyMatch(column::equalsIgnoreCase) ? null : column;
	}

	private static String folded(ObjectName table) {
		return table.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Table whose columns were changed.
	 */
	private static final class Table {

		private final ObjectName key;

		/** What columns were called before, by their names now. */
		private final Map<String, String> before = new HashMap<>();

		private boolean renamed;

		private boolean ambiguous;

		private Table(ObjectName key) {
			this.key = key;
		}

		private boolean is(ObjectName table) {
			return this.key.equals(table);
		}

	}

}
