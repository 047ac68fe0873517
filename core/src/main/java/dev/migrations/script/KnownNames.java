package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * By which names a database knows the objects of statements that were not executed on it.
 * <ol>
 * <li>What an earlier statement has created is the scripts' own, under whatever name: if
 * the database had one of that name, the statement would fail. Temporary tables hide
 * others until their script ends.</li>
 * <li>What an earlier statement has renamed is followed back to the name before.</li>
 * <li>Where the script chooses the schemas of names that are not qualified, they are
 * taken to be in each of those that it names.</li>
 * </ol>
 * What was renamed is compared without its schema, which may be written or not, and
 * without regard to case; what is the scripts' own only as it was created.
 */
final class KnownNames {

	private static final List<String> SCHEMAS = List.of("SCHEMA", "DATABASE");

	private static final Set<String> WITHOUT_SCHEMA = Set.of("SCHEMA", "DATABASE", "EXTENSION");

	/** Schema in which the database keeps the temporary tables of a session. */
	private final @Nullable String forSession;

	/** What an object may have been called before it was renamed, by its name now. */
	private final Map<String, Set<ObjectName>> renamed = new HashMap<>();

	/** What the scripts have created, where it was created. */
	private final Set<ObjectName> created = new HashSet<>();

	/** Temporary tables of this script. */
	private final Set<ObjectName> temporary = new HashSet<>();

	/** Schemas that this script has chosen. */
	private final List<String> schemas = new ArrayList<>();

	/** Whether names that are not qualified are in those and nowhere else. */
	private boolean only;

	/** Whether it is not known where they are. */
	private boolean doubted;

	/** Whether they may be in any schema. */
	private boolean anywhere;

	KnownNames(Vendor vendor) {
		this.forSession = switch (vendor) {
			case SQLITE -> "temp";
			case POSTGRESQL -> "pg_temp";
			default -> null;
		};
	}

	/**
	 * A script begins.
	 */
	void begin() {
		this.temporary.clear();
		this.schemas.clear();
		this.only = false;
		this.doubted = false;
		this.anywhere = false;
	}

	/**
	 * An object is created that was not there.
	 */
	void create(ObjectName object) {
		if (isForSession(object.schema())) {
			hide(object);
		}
		else if (isPlaced(object)) {
			this.created.add(placed(object));
		}
	}

	/**
	 * A temporary table is created, for the rest of the script.
	 */
	void hide(ObjectName table) {
		this.temporary.add(unqualified(table));
	}

	/**
	 * An object is dropped.
	 */
	void drop(ObjectName object) {
		if (isForSession(object.schema())) {
			this.temporary.remove(unqualified(object));
		}
		else if (!this.temporary.remove(object)) {
			this.created.remove(placed(object));
			moves(object);
		}
	}

	/**
	 * Once a schema has gone or has another name, names may be found in another one.
	 */
	private void moves(ObjectName object) {
		if (SCHEMAS.contains(object.type())) {
			this.created.clear();
		}
	}

	/**
	 * Rows of one table become those of another, or go with it.
	 */
	void join(ObjectName from, ObjectName to) {
		this.created.removeIf((own) -> isAlike(own, to));
		mayRename(from, to);
	}

	/**
	 * Whether an object is the scripts' own.
	 */
	boolean isOwn(ObjectName object) {
		return isTemporary(object) || (isPlaced(object) && this.created.contains(placed(object)));
	}

	/**
	 * Whether a table is a temporary one.
	 */
	boolean isTemporary(ObjectName table) {
		return isForSession(table.schema()) || this.temporary.contains(table);
	}

	/**
	 * What tells an object apart from others, as long as it is not renamed.
	 */
	ObjectName key(ObjectName object) {
		return isTemporary(object) ? new ObjectName("TEMPORARY", null, object.name()) : placed(object);
	}

	/**
	 * An object is renamed.
	 */
	void rename(ObjectName from, ObjectName to) {
		if (this.temporary.remove(from)) {
			hide(to);
			return;
		}
		moves(from);
		if (isOwn(from)) {
			drop(from);
			create(to);
			return;
		}
		// It may be one of these in other words, and another one has its name now.
		this.created.removeIf((own) -> isAlike(own, from) || isAlike(own, to));
		this.renamed.put(folded(to), before(from));
	}

	/**
	 * An object may be renamed, or not.
	 */
	void mayRename(ObjectName from, ObjectName to) {
		this.temporary.remove(from);
		this.created.remove(placed(from));
		moves(from);
		Set<ObjectName> before = before(from);
		before.addAll(this.renamed.getOrDefault(folded(to), Set.of()));
		this.renamed.put(folded(to), before);
	}

	private Set<ObjectName> before(ObjectName object) {
		Set<ObjectName> before = new LinkedHashSet<>();
		before.add(object);
		before.addAll(this.renamed.getOrDefault(folded(object), Set.of()));
		return before;
	}

	/**
	 * Whether an object is one that the database has, under the name that it has there.
	 */
	boolean isUntouched(ObjectName object) {
		return isPlaced(object) && !this.renamed.containsKey(folded(object))
				&& this.temporary.stream().noneMatch((own) -> isAlike(own, object))
				&& this.created.stream().noneMatch((own) -> isAlike(own, object));
	}

	/**
	 * The schemas of names that are not qualified are chosen.
	 * @param chosen the schemas, one at least
	 * @param only whether such names cannot be anywhere else
	 */
	void choose(List<String> chosen, boolean only) {
		this.schemas.clear();
		this.schemas.addAll(chosen);
		this.only = only;
		this.doubted = false;
		this.anywhere = false;
	}

	/**
	 * More schemas are chosen, besides those that are.
	 */
	void chooseMore(List<String> chosen) {
		this.schemas.addAll(chosen);
	}

	/**
	 * What was chosen may no longer hold.
	 * @param anywhere whether any schema may have been chosen
	 */
	void doubt(boolean anywhere) {
		this.only = false;
		this.doubted = true;
		this.anywhere |= anywhere;
	}

	/**
	 * Nothing may be the scripts' own any more, and any schema may have been chosen.
	 */
	void doubtAll() {
		this.created.clear();
		this.temporary.clear();
		doubt(true);
	}

	/**
	 * The names by which the database may know an object.
	 */
	List<ObjectName> of(ObjectName object) {
		List<ObjectName> names = new ArrayList<>();
		add(names, object);
		for (ObjectName before : this.renamed.getOrDefault(folded(object), Set.of())) {
			add(names, before);
		}
		return List.copyOf(names);
	}

	private void add(List<ObjectName> names, ObjectName object) {
		boolean searched = isSearched(object);
		if (!searched || !this.only) {
			names.add(object);
		}
		if (searched) {
			for (String schema : this.schemas) {
				names.add(new ObjectName(object.type(), schema, object.name()));
			}
			if (this.anywhere) {
				names.add(new ObjectName(object.type(), ObjectName.ANYWHERE, object.name()));
			}
		}
		if (object.schema() != null) {
			for (String type : SCHEMAS) {
				for (ObjectName before : this.renamed.getOrDefault(folded(new ObjectName(type, null, object.schema())),
						Set.of())) {
					names.add(new ObjectName(object.type(), before.name(), object.name()));
				}
			}
		}
	}

	/**
	 * Whether it is known where an object is created or looked for.
	 */
	boolean isPlaced(ObjectName object) {
		return !isSearched(object) || (!this.doubted && (this.schemas.isEmpty() || this.only));
	}

	/**
	 * Apart from objects of the same name that are created or looked for elsewhere.
	 */
	private ObjectName placed(ObjectName object) {
		return (!isSearched(object) || this.schemas.isEmpty()) ? object
				: new ObjectName(object.type(), String.join(",", this.schemas), object.name());
	}

	/**
	 * Whether an object is in a schema that is not said.
	 */
	private static boolean isSearched(ObjectName object) {
		return object.schema() == null && !WITHOUT_SCHEMA.contains(object.type());
	}

	/**
	 * Whether a schema is that of temporary tables.
	 */
	private boolean isForSession(@Nullable String schema) {
		return schema != null && schema.equalsIgnoreCase(this.forSession);
	}

	private static boolean isAlike(ObjectName object, ObjectName other) {
		return folded(object).equals(folded(other));
	}

	private static ObjectName unqualified(ObjectName object) {
		return new ObjectName(object.type(), null, object.name());
	}

	private static String folded(ObjectName name) {
		return name.type() + ' ' + name.name().toLowerCase(Locale.ROOT);
	}

}
