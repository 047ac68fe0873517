package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What will have become of the objects of a database when statements have been executed
 * that were not executed yet, and which of its data will be lost by them.
 */
final class ForeseenObjects {

	private final KnownNames names = new KnownNames();

	private final KnownColumns columns = new KnownColumns();

	private final CopiedRows copies = new CopiedRows();

	private final List<DataLoss> found = new ArrayList<>();

	private long line;

	/**
	 * Whether a temporary table lives for as long as what this script has done can fail.
	 */
	private boolean atomic;

	private ForeignKeys foreignKeys = ForeignKeys.AS_CONNECTED;

	/**
	 * A script begins.
	 * @param atomic whether it is executed in one transaction
	 */
	void begin(boolean atomic) {
		this.names.begin();
		this.atomic = atomic;
		this.foreignKeys = ForeignKeys.AS_CONNECTED;
	}

	/**
	 * A statement begins, or a part of it.
	 * @param line its line
	 */
	void at(long line) {
		this.line = line;
	}

	/**
	 * What was found to be lost since the last time.
	 */
	List<DataLoss> take() {
		List<DataLoss> taken = List.copyOf(this.found);
		this.found.clear();
		return taken;
	}

	/**
	 * Names and the schemas that they are looked for in.
	 */
	KnownNames names() {
		return this.names;
	}

	/**
	 * A transaction ends, or may end. What is in a temporary table is gone if the process
	 * ends then.
	 * @param taken whether what was done in it may be taken back
	 */
	void endTransaction(boolean taken) {
		endOfTemporary();
		if (taken) {
			this.copies.doubt();
		}
	}

	/**
	 * Temporary tables go away.
	 */
	void endOfTemporary() {
		for (ObjectName table : this.names.temporary()) {
			loseCopies("ends, and temporary table " + table.name() + " does so", this.names.key(table), true);
		}
	}

	/**
	 * All objects of a kind are dropped.
	 */
	void dropAll(String what, String type, List<String> roles) {
		List<ObjectName> all = new ArrayList<>();
		for (String role : roles) {
			all.add(new ObjectName(type, null, role));
		}
		this.found.add(new DataLoss(this.line, what, List.copyOf(all), null, null));
	}

	/**
	 * An object is dropped.
	 */
	void drop(String what, ObjectName object) {
		ObjectName key = this.names.key(object);
		boolean own = this.names.isOwn(object);
		boolean container = object.type().equals("SCHEMA") || object.type().equals("DATABASE");
		List<ObjectName> known = this.names.of(object);
		this.names.drop(object);
		if (!own) {
			this.found.add(new DataLoss(this.line, what, known, null, copy(this.copies.drop(key))));
		}
		loseCopies(what, container ? null : key, own);
	}

	/**
	 * A temporary table is dropped, if there is one.
	 */
	void dropTemporary(String what, ObjectName table) {
		ObjectName key = this.names.key(table);
		this.names.drop(table);
		loseCopies(what, key, true);
	}

	/**
	 * An object loses its rows, or some of them.
	 */
	void empty(String what, ObjectName object) {
		boolean own = this.names.isOwn(object);
		if (!own) {
			this.found.add(new DataLoss(this.line, what, this.names.of(object), null, null));
		}
		loseCopies(what, this.names.key(object), own);
	}

	private void loseCopies(String what, @Nullable ObjectName table, boolean exact) {
		for (CopiedRows.Origin origin : this.copies.remove(table, exact)) {
			this.found.add(new DataLoss(this.line, what + withRowsOf(origin), origin.names(), null,
					copy(this.copies.best(origin))));
		}
	}

	private static String withRowsOf(CopiedRows.Origin origin) {
		return " with the rows that were copied from " + origin.table();
	}

	private DataLoss.@Nullable Copy copy(@Nullable CopiedColumns copied) {
		if (copied == null || this.foreignKeys == ForeignKeys.ON) {
			return null;
		}
		Set<String> columns = (copied.sources() != null) ? new HashSet<>(copied.sources().values()) : null;
		return new DataLoss.Copy(columns, this.foreignKeys != ForeignKeys.OFF);
	}

	/**
	 * A column is added that was not there.
	 */
	void addColumn(ObjectName table, String column) {
		this.columns.add(this.names.key(table), column);
	}

	/**
	 * A column is renamed.
	 */
	void renameColumn(ObjectName table, String from, String to) {
		this.columns.rename(this.names.key(table), from, to);
	}

	/**
	 * A column is dropped.
	 */
	void dropColumn(String what, ObjectName table, String column) {
		ObjectName key = this.names.key(table);
		String before = this.columns.before(key, column);
		boolean own = this.names.isOwn(table);
		for (CopiedRows.Copy copy : this.copies.in(key, own)) {
			loseColumn(what, copy, (own && !this.columns.isRenamed(key)) ? column : null);
		}
		if (!own && !KnownColumns.OWN.equals(before)) {
			this.found.add(new DataLoss(this.line, what, this.names.of(table), before, null));
		}
		this.columns.drop(key, column);
	}

	private void loseColumn(String what, CopiedRows.Copy copy, @Nullable String column) {
		String source = (column != null) ? copy.columns().source(column) : null;
		if (!copy.origin().isDropped()) {
			this.copies.forget(copy);
		}
		else if (column == null || source != null) {
			this.found
				.add(new DataLoss(this.line, what + withRowsOf(copy.origin()), copy.origin().names(), source, null));
		}
	}

	/**
	 * An object is renamed.
	 */
	void rename(ObjectName from, ObjectName to) {
		ObjectName before = this.names.key(from);
		boolean own = this.names.isOwn(from);
		this.names.rename(from, to);
		ObjectName after = this.names.key(to);
		this.columns.renameTable(before, after);
		this.copies.rename(before, after, own);
	}

	/**
	 * All rows of a table are copied.
	 */
	void copy(ObjectName from, ObjectName to, CopiedColumns columns) {
		boolean kept = this.names.isOwn(to) && (this.atomic || !this.names.isTemporary(to));
		boolean known = this.names.isPlaced(from) && this.names.isPlaced(to);
		ObjectName key = this.names.key(from);
		if (!kept || !known || (columns.sources() != null && this.columns.isRenamed(key))) {
			return;
		}
		CopiedRows.Origin origin = this.names.isOwn(from) ? null
				: new CopiedRows.Origin(from, this.names.of(from), key);
		this.copies.copy(key, origin, this.names.key(to), columns);
	}

	/**
	 * SQLite is told whether to heed foreign keys.
	 */
	void setForeignKeys(boolean on) {
		this.foreignKeys = on ? ForeignKeys.ON : ForeignKeys.OFF;
	}

	/**
	 * Whether SQLite heeds foreign keys, so that dropping a table deletes its rows first.
	 */
	private enum ForeignKeys {

		/** As the connection is set up. */
		AS_CONNECTED,

		/** The script has said so. */
		ON,

		/** The script has said that it does not. */
		OFF

	}

}
