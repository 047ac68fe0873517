package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows are that statements have copied, as those do that rebuild a table: once
 * the table that they came from is dropped, they must not be lost with the one that they
 * were copied into. Tables are told apart as {@link KnownNames#key} does.
 */
final class CopiedRows {

	private final List<Copy> copies = new ArrayList<>();

	/**
	 * The rows of a table that the database has, and those that were copied into a table,
	 * are copied.
	 * @param from the table that they are copied from
	 * @param origin the same as the database knows it; null if it is the scripts' own
	 * @param to the table that they are copied into
	 * @param columns the columns that are copied
	 */
	void copy(ObjectName from, @Nullable Origin origin, ObjectName to, CopiedColumns columns) {
		if (origin != null) {
			this.copies.add(new Copy(to, origin(from, origin), columns));
			return;
		}
		for (Copy copy : List.copyOf(this.copies)) {
			CopiedColumns arrived = copy.table.equals(from) ? copy.columns.then(columns) : null;
			if (arrived != null) {
				this.copies.add(new Copy(to, copy.origin, arrived));
			}
		}
	}

	private Origin origin(ObjectName key, Origin otherwise) {
		for (Copy copy : this.copies) {
			if (copy.origin.isAt(key)) {
				return copy.origin;
			}
		}
		return otherwise;
	}

	/**
	 * A table is renamed.
	 * @param exact whether the name can be that of no other table
	 */
	void rename(ObjectName from, ObjectName to, boolean exact) {
		for (Copy copy : this.copies) {
			if (copy.isIn(from, exact)) {
				copy.table = to;
			}
			if (copy.origin.isAt(from)) {
				copy.origin.key = to;
			}
		}
	}

	/**
	 * A table that the database has is dropped.
	 * @return the columns of its best copy; null if there is none
	 */
	@Nullable CopiedColumns drop(ObjectName table) {
		for (Copy copy : this.copies) {
			if (copy.origin.isAt(table)) {
				copy.origin.key = null;
				return best(copy.origin);
			}
		}
		return null;
	}

	/**
	 * The rows of a table go away.
	 * @param table the table; null for all of them
	 * @param exact whether the name can be that of no other table
	 * @return the tables whose rows it has, and that were dropped
	 */
	List<Origin> remove(@Nullable ObjectName table, boolean exact) {
		List<Origin> gone = new ArrayList<>();
		this.copies.removeIf((copy) -> {
			boolean removed = table == null || copy.isIn(table, exact);
			if (removed && copy.origin.isDropped() && !gone.contains(copy.origin)) {
				gone.add(copy.origin);
			}
			return removed;
		});
		return gone;
	}

	/**
	 * The copies that a table has.
	 * @param exact whether the name can be that of no other table
	 */
	List<Copy> in(ObjectName table, boolean exact) {
		return this.copies.stream().filter((copy) -> copy.isIn(table, exact)).toList();
	}

	/**
	 * A copy no longer counts.
	 */
	void forget(Copy copy) {
		this.copies.remove(copy);
	}

	/**
	 * Copies may have been taken back; those of tables that are there still do not count.
	 */
	void doubt() {
		this.copies.removeIf((copy) -> !copy.origin.isDropped());
	}

	/**
	 * The columns of the best copy of a table.
	 * @return the columns; null if there is no copy
	 */
	@Nullable CopiedColumns best(Origin origin) {
		CopiedColumns best = null;
		for (Copy copy : this.copies) {
			if (copy.origin == origin && (best == null || count(copy.columns) > count(best))) {
				best = copy.columns;
			}
		}
		return best;
	}

	private static int count(CopiedColumns columns) {
		return (columns.sources() != null) ? new HashSet<>(columns.sources().values()).size() : Integer.MAX_VALUE;
	}

	/**
	 * Table that the database has, of which rows are copied.
	 */
	static final class Origin {

		private final ObjectName table;

		private final List<ObjectName> names;

		private @Nullable ObjectName key;

		/**
		 * Creates an origin.
		 * @param table what the statement calls it
		 * @param names by which the database may know it
		 * @param key what tells it apart
		 */
		Origin(ObjectName table, List<ObjectName> names, ObjectName key) {
			this.table = table;
			this.names = names;
			this.key = key;
		}

		ObjectName table() {
			return this.table;
		}

		List<ObjectName> names() {
			return this.names;
		}

		boolean isDropped() {
			return this.key == null;
		}

		private boolean isAt(ObjectName table) {
			return table.equals(this.key);
		}

	}

	/**
	 * Rows of one table in another.
	 */
	static final class Copy {

		private final Origin origin;

		private final CopiedColumns columns;

		private ObjectName table;

		private Copy(ObjectName table, Origin origin, CopiedColumns columns) {
			this.table = table;
			this.origin = origin;
			this.columns = columns;
		}

		private boolean isIn(ObjectName table, boolean exact) {
			return exact ? this.table.equals(table) : this.table.name().equalsIgnoreCase(table.name());
		}

		Origin origin() {
			return this.origin;
		}

		CopiedColumns columns() {
			return this.columns;
		}

	}

}
