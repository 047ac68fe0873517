package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Table that generated scripts have created.
 */
final class Table {

	private final List<Column> columns = new ArrayList<>();

	private final List<String> indexes = new ArrayList<>();

	private final boolean keyed;

	private String name;

	private boolean pinned;

	private int ids;

	/**
	 * Creates a table.
	 * @param name its name, quoted where it has to be
	 * @param keyed whether its first column is its key
	 */
	Table(String name, boolean keyed) {
		this.name = name;
		this.keyed = keyed;
	}

	String name() {
		return this.name;
	}

	void rename(String other) {
		this.name = other;
	}

	/** The columns behind {@code id}. */
	List<Column> columns() {
		return this.columns;
	}

	List<String> indexes() {
		return this.indexes;
	}

	boolean isKeyed() {
		return this.keyed;
	}

	/** Whether other objects depend on it, so that it has to stay as it is. */
	boolean isPinned() {
		return this.pinned;
	}

	void pin() {
		this.pinned = true;
	}

	int nextId() {
		return ++this.ids;
	}

	/** An id that a row has or had; 0 if there was none. */
	int lastId() {
		return this.ids;
	}

}
