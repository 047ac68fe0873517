package dev.migrations;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import dev.migrations.settings.Sequence;

/**
 * Puts databases into units, and checks the order that was asked for.
 */
final class GroupOrder {

	private final Map<String, Migrator> migrators;

	private final Map<String, ? extends Collection<String>> after;

	private GroupOrder(Map<String, Migrator> migrators, Map<String, ? extends Collection<String>> after) {
		this.migrators = migrators;
		this.after = after;
	}

	static List<GroupUnit> of(Map<String, Migrator> migrators, Map<String, ? extends Collection<String>> after) {
		return new GroupOrder(migrators, after).units();
	}

	private List<GroupUnit> units() {
		List<List<Migrator>> members = members();
		Map<String, Integer> unitOf = new HashMap<>();
		for (int i = 0; i < members.size(); i++) {
			for (Migrator migrator : members.get(i)) {
				unitOf.put(migrator.name(), i);
			}
		}
		List<GroupUnit> units = new ArrayList<>();
		members.forEach((migrators) -> units.add(new GroupUnit(migrators, new TreeSet<>(), dataSources(migrators))));
		this.after.keySet().forEach(this::requireKnown);
		this.after.forEach((name, others) -> others.forEach((other) -> {
			requireKnown(name, other);
			int unit = unitOf.getOrDefault(name, -1);
			int before = unitOf.getOrDefault(other, -1);
			if (unit == before) {
				throw withinUnit(name, other);
			}
			units.get(unit).after().add(before);
		}));
		requireNoCycle(units);
		return List.copyOf(units);
	}

	private static Set<DataSource> dataSources(List<Migrator> migrators) {
		return migrators.stream().map(Migrator::dataSource).collect(Collectors.toUnmodifiableSet());
	}

	private List<List<Migrator>> members() {
		Map<Object, List<Migrator>> members = new LinkedHashMap<>();
		this.migrators.forEach((name, migrator) -> {
			Sequence sequence = migrator.database().sequence();
			Object unit = (sequence != null) ? sequence.databases() : name;
			members.computeIfAbsent(unit, (key) -> new ArrayList<>()).add(migrator);
		});
		return List.copyOf(members.values());
	}

	private void requireKnown(String name) {
		if (!this.migrators.containsKey(name)) {
			throw new InvalidSettingsException(
					property(name) + " is of '" + name + "', which is not one of migrations.databases.",
					"Name databases among " + String.join(", ", this.migrators.keySet()) + ".");
		}
	}

	private void requireKnown(String name, String other) {
		if (!this.migrators.containsKey(other)) {
			throw new InvalidSettingsException(
					property(name) + " names '" + other + "', which is not one of migrations.databases.",
					"Name databases among " + String.join(", ", this.migrators.keySet()) + ".");
		}
	}

	private static InvalidSettingsException withinUnit(String name, String other) {
		if (name.equals(other)) {
			return new InvalidSettingsException(property(name) + " names the database itself.", "Remove it.");
		}
		return new InvalidSettingsException(property(name) + " names '" + other + "', with which it shares a location.",
				"Remove it: migrations of one location are applied in the order of their versions, whichever of "
						+ "the databases they are for.");
	}

	/**
	 * What each of some databases comes after, also where that follows from one which is
	 * left out.
	 */
	static Map<String, List<String>> among(Set<String> names, List<GroupUnit> units) {
		Map<String, List<String>> after = new TreeMap<>();
		for (int unit = 0; unit < units.size(); unit++) {
			List<String> before = before(units, unit).stream().filter(names::contains).toList();
			units.get(unit).names().stream().filter(names::contains).forEach((name) -> after.put(name, before));
		}
		return after;
	}

	/**
	 * The databases that have to be done before a unit, also those of units between.
	 */
	private static List<String> before(List<GroupUnit> units, int unit) {
		Set<Integer> found = new LinkedHashSet<>();
		Deque<Integer> open = new ArrayDeque<>(units.get(unit).after());
		while (!open.isEmpty()) {
			int before = open.remove();
			if (found.add(before)) {
				open.addAll(units.get(before).after());
			}
		}
		return found.stream().flatMap((before) -> units.get(before).names().stream()).toList();
	}

	/**
	 * Follows what each unit waits for until it comes back to it.
	 */
	private static void requireNoCycle(List<GroupUnit> units) {
		for (int start = 0; start < units.size(); start++) {
			Map<Integer, Integer> cameFrom = new HashMap<>();
			Deque<Integer> open = new ArrayDeque<>(Set.of(start));
			while (!open.isEmpty()) {
				int unit = open.remove();
				for (int before : units.get(unit).after()) {
					if (before == start) {
						throw cycle(units, cameFrom, unit, start);
					}
					if (cameFrom.putIfAbsent(before, unit) == null) {
						open.add(before);
					}
				}
			}
		}
	}

	private static InvalidSettingsException cycle(List<GroupUnit> units, Map<Integer, Integer> cameFrom, int last,
			int start) {
		Deque<String> path = new ArrayDeque<>();
		path.addFirst(units.get(start).names().get(0));
		Integer unit = last;
		while (unit != null && unit != start) {
			path.addFirst(units.get(unit).names().get(0));
			unit = cameFrom.get(unit);
		}
		path.addFirst(units.get(start).names().get(0));
		return new InvalidSettingsException(
				"The order of migrations.databases is a circle: " + String.join(" comes after ", path) + ".",
				"Remove one of these from migrations.databases.<name>.after.");
	}

	private static String property(String name) {
		return "migrations.databases." + name + ".after";
	}

}
