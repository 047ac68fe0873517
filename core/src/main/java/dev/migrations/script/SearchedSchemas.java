package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrations.model.ObjectName;

/**
 * Schemas in which a script looks for names that are not qualified, as far as it says so.
 */
final class SearchedSchemas {

	private static final Set<String> WITHOUT_SCHEMA = Set.of("SCHEMA", "DATABASE", "EXTENSION");

	/** Schemas that this script has chosen. */
	private final List<String> schemas = new ArrayList<>();

	/** Whether names that are not qualified are in those and nowhere else. */
	private boolean only;

	/** Whether it is not known where they are. */
	private boolean doubted;

	/** Whether they may be in any schema. */
	private boolean anywhere;

	/**
	 * A script begins.
	 */
	void begin() {
		this.schemas.clear();
		this.only = false;
		this.doubted = false;
		this.anywhere = false;
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
	 * Adds the names by which an object may be found.
	 */
	void add(List<ObjectName> names, ObjectName object) {
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
	ObjectName placed(ObjectName object) {
		return (!isSearched(object) || this.schemas.isEmpty()) ? object
				: new ObjectName(object.type(), String.join(",", this.schemas), object.name());
	}

	/**
	 * Whether an object is in a schema that is not said.
	 */
	private static boolean isSearched(ObjectName object) {
		return object.schema() == null && !WITHOUT_SCHEMA.contains(object.type());
	}

}
