package dev.migrations.script;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrations.model.ObjectName;

/**
 * What objects may have been called before they were renamed, by their names now.
 * Schemas, which may be written or not, and case make no difference.
 */
final class EarlierNames {

	private final Map<String, Set<ObjectName>> renamed = new HashMap<>();

	/**
	 * The names of an object before the one that it has now.
	 */
	Set<ObjectName> of(ObjectName object) {
		return this.renamed.getOrDefault(folded(object), Set.of());
	}

	/**
	 * An object has surely another name now.
	 */
	void rename(ObjectName from, ObjectName to) {
		this.renamed.put(folded(to), all(from));
	}

	/**
	 * An object may have another name now, or goes with another one.
	 */
	void mayRename(ObjectName from, ObjectName to) {
		Set<ObjectName> before = all(from);
		before.addAll(of(to));
		this.renamed.put(folded(to), before);
	}

	private Set<ObjectName> all(ObjectName object) {
		Set<ObjectName> all = new LinkedHashSet<>();
		all.add(object);
		all.addAll(of(object));
		return all;
	}

	static boolean isAlike(ObjectName object, ObjectName other) {
		return folded(object).equals(folded(other));
	}

	private static String folded(ObjectName name) {
		return name.type() + ' ' + name.name().toLowerCase(Locale.ROOT);
	}

}
