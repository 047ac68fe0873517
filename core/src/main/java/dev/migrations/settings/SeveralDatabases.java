package dev.migrations.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.migrations.model.InvalidSettingsException;

import org.springframework.util.StringUtils;

/**
 * Resolves the settings of several databases.
 * <ol>
 * <li>What a database sets stands in place of what is set for all.</li>
 * <li>A database for which no location is set has one of its own name below the default
 * one.</li>
 * <li>Databases that share a location, be it through a third one, form a sequence.</li>
 * </ol>
 */
public final class SeveralDatabases {

	private static final String PREFIX = "migrations.databases.";

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

	private final MigratorSettings general;

	private final SortedMap<String, MigratorSettings.Overrides> own;

	private final Map<String, String> assigned;

	/**
	 * Creates a resolution.
	 * @param general what is set for all databases
	 * @param own what each sets, by its name
	 * @param assigned databases by the version or the name of a migration
	 */
	public SeveralDatabases(MigratorSettings general, Map<String, MigratorSettings.Overrides> own,
			Map<String, String> assigned) {
		this.general = general;
		this.own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
		this.assigned = Map.copyOf(assigned);
	}

	/**
	 * Resolves.
	 * @return the settings of each database by its name, in the order of names
	 * @throws InvalidSettingsException if a name cannot be one, or a database is left
	 * without locations
	 */
	public SortedMap<String, MigratorSettings> resolve() {
		SortedMap<String, MigratorSettings> settings = new TreeMap<>();
		this.own.forEach((name, overrides) -> settings.put(name, resolve(name, overrides)));
		List<SortedSet<String>> sequences = sequences(settings);
		requireAssignedToMembers(sequences);
		Set<String> locations = new TreeSet<>();
		settings.values().forEach((value) -> locations.addAll(value.scripts().locations()));
		settings.replaceAll((name,
				value) -> value.of(new DatabaseSettings(name, settings.keySet(), locations,
						sequences.stream()
							.filter((sequence) -> sequence.contains(name))
							.map((sequence) -> new Sequence(sequence, this.assigned))
							.findFirst()
							.orElse(null))));
		return settings;
	}

	private MigratorSettings resolve(String name, MigratorSettings.Overrides overrides) {
		if (!NAME.matcher(name).matches()) {
			throw new InvalidSettingsException(
					"'" + name + "' is not a name for one of migrations.databases: there are other characters in it "
							+ "than lower-case letters and digits.",
					"Call it for example '" + suggestion(name) + "', so that environment variables reach it as well.");
		}
		MigratorSettings settings = this.general.with(overrides);
		List<String> ownLocations = overrides.scripts().locations();
		if (ownLocations != null && ownLocations.isEmpty()) {
			throw new InvalidSettingsException(
					PREFIX + name + ".locations is empty, so the database '" + name + "' has no locations.",
					"Name the folders that hold its migrations, or remove the property for "
							+ MigratorSettings.DEFAULT_LOCATION + "/" + name + ".");
		}
		return settings.scripts().locations().isEmpty()
				? settings.at(List.of(MigratorSettings.DEFAULT_LOCATION + "/" + name)) : settings;
	}

	private static String suggestion(String name) {
		String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
		return letters.isEmpty() ? "orders" : letters;
	}

	private static List<SortedSet<String>> sequences(SortedMap<String, MigratorSettings> settings) {
		Map<String, SortedSet<String>> byLocation = new TreeMap<>();
		settings.forEach((name, value) -> value.scripts()
			.locations()
			.forEach((location) -> byLocation.computeIfAbsent(normalised(location), (key) -> new TreeSet<>())
				.add(name)));
		List<SortedSet<String>> sequences = new ArrayList<>();
		for (SortedSet<String> sharing : byLocation.values()) {
			if (sharing.size() > 1) {
				SortedSet<String> merged = new TreeSet<>(sharing);
				List<SortedSet<String>> touching = sequences.stream()
					.filter((sequence) -> !Collections.disjoint(sequence, sharing))
					.toList();
				touching.forEach(merged::addAll);
				sequences.removeAll(touching);
				sequences.add(merged);
			}
		}
		return sequences;
	}

	private static String normalised(String location) {
		String trimmed = location.trim();
		String path = StringUtils.trimTrailingCharacter(trimmed, '/');
		if (path.startsWith("file:")) {
			return path;
		}
		return "classpath:" + StringUtils
			.trimLeadingCharacter(path.startsWith("classpath:") ? path.substring("classpath:".length()) : path, '/');
	}

	private void requireAssignedToMembers(List<SortedSet<String>> sequences) {
		Set<String> members = new TreeSet<>();
		sequences.forEach(members::addAll);
		this.assigned.forEach((migration, database) -> {
			if (!members.contains(database)) {
				throw new InvalidSettingsException(
						"migrations.sequence." + migration + " is '" + database + "', which is "
								+ (this.own.containsKey(database)
										? "a database that shares its locations with no other."
										: "not one of migrations.databases."),
						members.isEmpty()
								? "Set one location for the databases whose migrations are one sequence, or remove "
										+ "migrations.sequence."
								: "Name one of " + String.join(", ", members) + ".");
			}
		});
	}

}
