package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What will have become of the objects of a database when statements have been executed
 * that were not executed yet, and which of its data will be lost by them. What is done
 * only under a condition may have been done or not: it makes nothing the scripts' own.
 */
final class ForeseenObjects {

	private final KnownNames names;

	private final KnownColumns columns = new KnownColumns();

	private final List<DataLoss> found = new ArrayList<>();

	private long line;

	private boolean meant;

	/**
	 * Begins before the first statement of the first script.
	 * @param vendor the database
	 */
	ForeseenObjects(Vendor vendor) {
		this.names = new KnownNames(vendor);
	}

	/**
	 * A script begins.
	 */
	void begin() {
		this.names.begin();
	}

	/**
	 * A statement begins, or a part of it.
	 * @param line its line
	 * @param meant whether what it takes away is meant, so that it is no loss
	 */
	void at(long line, boolean meant) {
		this.line = line;
		this.meant = meant;
	}

	/**
	 * Some of what was done is taken back, who knows how much: nothing is the scripts'
	 * own any more, and columns may have any name.
	 */
	void doubt() {
		this.names.doubtAll();
		this.columns.doubtAll();
	}

	/**
	 * Names that are written alike may not be the same.
	 */
	void doubtSpelling() {
		this.names.doubtSpelling();
		this.columns.doubtSpelling();
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
	 * All objects of a kind are dropped.
	 */
	void dropAll(String what, String type, List<String> roles) {
		List<ObjectName> all = new ArrayList<>();
		for (String role : roles) {
			all.add(new ObjectName(type, null, role));
		}
		lose(what, all, null);
	}

	/**
	 * An object is created.
	 * @param conditional whether it may be there already, or may not be created
	 */
	void create(ObjectName object, boolean conditional) {
		if (!conditional) {
			this.names.create(object);
			this.columns.forget(this.names.key(object), true);
		}
	}

	/**
	 * An object is dropped.
	 * @param conditional whether it may not be dropped
	 */
	void drop(String what, ObjectName object, boolean conditional) {
		ObjectName key = this.names.key(object);
		lose(what, object, null);
		this.names.drop(object);
		this.columns.forget(key, !conditional);
	}

	/**
	 * A temporary table is dropped, if there is one.
	 */
	void dropTemporary(ObjectName table) {
		this.names.drop(table);
	}

	/**
	 * An object loses its rows, or some of them.
	 */
	void empty(String what, ObjectName object) {
		lose(what, object, null);
	}

	/**
	 * An object is replaced by another one, but a temporary one is not.
	 */
	void replace(ObjectName object) {
		if (!this.names.isCreated(object)) {
			lose("replaces " + object, this.names.of(object), null);
		}
	}

	private void lose(String what, ObjectName object, @Nullable String column) {
		if (!this.names.isOwn(object)) {
			lose(what, this.names.of(object), column);
		}
	}

	private void lose(String what, List<ObjectName> objects, @Nullable String column) {
		if (!this.meant) {
			this.found.add(new DataLoss(this.line, what, List.copyOf(objects), column, null));
		}
	}

	/**
	 * A column is added that was not there.
	 * @param conditional whether it may be there already, or may not be added
	 */
	void addColumn(ObjectName table, String column, boolean conditional) {
		if (!conditional && this.names.isPlaced(table)) {
			this.columns.add(this.names.key(table), column);
		}
	}

	/**
	 * A column is renamed.
	 * @param conditional whether it may not be renamed
	 */
	void renameColumn(ObjectName table, String from, String to, boolean conditional) {
		if (conditional || !this.names.isPlaced(table)) {
			this.columns.doubt(table);
		}
		else {
			this.columns.rename(this.names.key(table), from, to);
		}
	}

	/**
	 * A column is dropped, or loses its values.
	 * @param conditional whether it may be there afterwards
	 */
	void dropColumn(String what, ObjectName table, String column, boolean conditional) {
		ObjectName key = this.names.key(table);
		String before = this.columns.before(key, column, this.names.isPlaced(table));
		if (!KnownColumns.OWN.equals(before)) {
			lose(what, table, before);
		}
		if (!conditional) {
			this.columns.drop(key, column);
		}
	}

	/**
	 * An object is renamed.
	 * @param conditional whether it may not be renamed
	 */
	void rename(ObjectName from, ObjectName to, boolean conditional) {
		if (conditional) {
			this.names.mayRename(from, to);
			this.columns.doubt(from);
			this.columns.doubt(to);
			return;
		}
		ObjectName before = this.names.key(from);
		this.names.rename(from, to);
		this.columns.renameTable(before, this.names.key(to));
	}

	/**
	 * Rows of one table become those of another, or go with it.
	 */
	void join(ObjectName from, ObjectName to) {
		this.names.join(from, to);
		this.columns.doubt(to);
	}

	/**
	 * Whether nothing is known of a table but what the database knows.
	 */
	boolean isUntouched(ObjectName table) {
		return this.names.isUntouched(table) && this.columns.isUntouched(table);
	}

	/**
	 * A table that is untouched is rebuilt from a copy, under its name.
	 * @param copy what of it is copied
	 * @param dropped the line on which it is dropped
	 * @param unlessForeignKeys whether rows may go with it if foreign keys are in force
	 */
	void rebuild(TableCopy copy, long dropped, boolean unlessForeignKeys) {
		ObjectName table = copy.from();
		this.found.add(new DataLoss(dropped, "drops " + table, this.names.of(table), null,
				new DataLoss.Copy(copy.columns(), unlessForeignKeys)));
		if (!copy.sameNames()) {
			this.columns.doubt(table);
		}
	}

	/**
	 * The scripts' own table takes the name of another one, whose rows it has.
	 */
	void leave(ObjectName own) {
		ObjectName key = this.names.key(own);
		this.names.drop(own);
		this.columns.forget(key, true);
	}

}
