package dev.migrations.script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Temporary tables of a script, which hide others of their names until it ends. Names
 * that are not qualified find them, and so do those in the schema in which the database
 * keeps them.
 */
final class TemporaryTables {

	/** Schema in which the database keeps those of a session; null if in none. */
	private final @Nullable String schema;

	private final Set<ObjectName> tables = new HashSet<>();

	/** Whether one surely hides others of its name. */
	private boolean hides = true;

	TemporaryTables(Vendor vendor) {
		this.schema = switch (vendor) {
			case SQLITE -> "temp";
			case POSTGRESQL -> "pg_temp";
			default -> null;
		};
	}

	/**
	 * A script begins.
	 */
	void begin() {
		this.tables.clear();
		this.hides = true;
	}

	void add(ObjectName table) {
		if (this.hides) {
			this.tables.add(unqualified(table));
		}
	}

	/**
	 * Removes what a name finds, if that is one of them.
	 * @return whether it was
	 */
	boolean remove(ObjectName table) {
		return this.tables.remove(table);
	}

	/**
	 * Removes the one that a name means, also one in their schema.
	 * @return whether it means one of them, known or not
	 */
	boolean drop(ObjectName table) {
		boolean theirs = contains(table);
		this.tables.remove(isQualified(table) ? unqualified(table) : table);
		return theirs;
	}

	/**
	 * Whether a name means one of them, known or not.
	 */
	boolean contains(ObjectName table) {
		return isQualified(table) || this.tables.contains(table);
	}

	/**
	 * Whether the name of one is that of an object but for its schema and case.
	 */
	boolean containsLike(ObjectName object) {
		return this.tables.stream().anyMatch((own) -> EarlierNames.isAlike(own, object));
	}

	/**
	 * Whether a name is one in their schema.
	 */
	boolean isQualified(ObjectName table) {
		return isTheirs(table.schema());
	}

	private boolean isTheirs(@Nullable String schema) {
		return schema != null && schema.equalsIgnoreCase(this.schema);
	}

	/**
	 * The script says in which schemas names are looked for. Where theirs is among them,
	 * it need not be the first.
	 */
	void choose(List<String> schemas) {
		if (schemas.stream().anyMatch(this::isTheirs)) {
			hideNone();
		}
	}

	/**
	 * They may be looked for after others, so that none surely hides one.
	 */
	void hideNone() {
		this.hides = false;
		this.tables.clear();
	}

	void clear() {
		this.tables.clear();
	}

	private static ObjectName unqualified(ObjectName object) {
		return new ObjectName(object.type(), null, object.name());
	}

}
