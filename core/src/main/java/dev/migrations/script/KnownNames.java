package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * By which names a database knows the objects of statements that were not executed on it.
 * <ol>
 * <li>What an earlier statement has renamed is followed back to the name before.</li>
 * <li>Temporary tables of the script hide those of the same name.</li>
 * <li>Where the script chooses the schema of names that are not qualified, they are taken
 * to be in each of those that it names.</li>
 * </ol>
 * Names are compared without their schemas, which may be written or not, and without
 * regard to case.
 */
final class KnownNames {

	/** What an object was called before it was renamed, by its name now. */
	private final Map<String, ObjectName> renamed = new HashMap<>();

	/** Tables of which a column was renamed. */
	private final Set<String> columnsRenamed = new HashSet<>();

	/** Temporary tables of this script. */
	private final Set<String> temporary = new HashSet<>();

	/** Schemas that this script has chosen. */
	private final List<String> schemas = new ArrayList<>();

	/**
	 * A script begins.
	 */
	void begin() {
		this.temporary.clear();
		this.schemas.clear();
	}

	/**
	 * An object is renamed.
	 */
	void rename(ObjectName from, ObjectName to) {
		ObjectName before = this.renamed.getOrDefault(folded(from), from);
		this.renamed.put(folded(to), before);
		if (!knowsColumns(from)) {
			renameColumn(to);
		}
	}

	/**
	 * A column of a table is renamed.
	 */
	void renameColumn(ObjectName table) {
		this.columnsRenamed.add(folded(table));
	}

	/**
	 * Whether the database knows the columns of a table by the names that they have now.
	 */
	boolean knowsColumns(ObjectName table) {
		return !this.columnsRenamed.contains(folded(table));
	}

	/**
	 * A temporary table is created.
	 */
	void hide(ObjectName table) {
		this.temporary.add(folded(table));
	}

	/**
	 * Whether a name is that of a temporary table.
	 */
	boolean isTemporary(ObjectName name) {
		return isForSession(name.schema()) || (name.schema() == null && this.temporary.contains(folded(name)));
	}

	/**
	 * Whether a schema is that of temporary tables.
	 */
	static boolean isForSession(@Nullable String schema) {
		return "temp".equalsIgnoreCase(schema) || "pg_temp".equalsIgnoreCase(schema);
	}

	/**
	 * The schemas of names that are not qualified are chosen.
	 * @param chosen the schemas; none if the statement names none
	 */
	void choose(List<String> chosen) {
		if (!chosen.isEmpty()) {
			this.schemas.clear();
			this.schemas.addAll(chosen);
		}
	}

	/**
	 * The names by which the database may know an object.
	 */
	List<ObjectName> of(ObjectName object) {
		List<ObjectName> names = new ArrayList<>();
		add(names, object);
		ObjectName before = this.renamed.get(folded(object));
		if (before != null) {
			add(names, before);
		}
		return List.copyOf(names);
	}

	private void add(List<ObjectName> names, ObjectName object) {
		names.add(object);
		if (object.schema() == null) {
			for (String schema : this.schemas) {
				names.add(new ObjectName(object.type(), schema, object.name()));
			}
		}
	}

	private static String folded(ObjectName name) {
		return name.type() + ' ' + name.name().toLowerCase(Locale.ROOT);
	}

}
