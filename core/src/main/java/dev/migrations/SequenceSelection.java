package dev.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import dev.migrations.settings.DatabaseSettings;
import dev.migrations.settings.Sequence;
import dev.migrations.source.ResolvedMigrations;
import org.jspecify.annotations.Nullable;

/**
 * Selects from the migrations that were found those of one database. Every migration of a
 * sequence names its database, at its head or in {@code migrations.sequence}; where that
 * is not so, nothing is selected, because a migration that belongs to nobody would be
 * left out in silence.
 *
 * @param database the database
 */
record SequenceSelection(DatabaseSettings database) {

	ResolvedMigrations select(ResolvedMigrations found) {
		Sequence sequence = this.database.sequence();
		if (sequence == null) {
			for (ResolvedMigration migration : found.migrations()) {
				requireOwn(migration);
			}
			return found;
		}
		List<ResolvedMigration> own = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		Version headOfOthers = null;
		for (ResolvedMigration migration : found.migrations()) {
			String named = named(migration, sequence, problems);
			if (this.database.name().equals(named)) {
				own.add(migration);
			}
			else if (migration.version() != null) {
				// They are in the order of versions.
				headOfOthers = migration.version();
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidMigrationException(String.join(System.lineSeparator(), problems),
					"The databases " + String.join(", ", sequence.databases())
							+ " share a location, so each migration there says for which of them it is: in its first "
							+ "line, for example '-- migrations: database=" + sequence.databases().first()
							+ "', or, where the file may not be edited, in migrations.sequence.<version>. Databases "
							+ "with locations of their own need neither.");
		}
		return new ResolvedMigrations(own, found.loneUndoScripts(), found.notes(), found.allRead(), headOfOthers);
	}

	private void requireOwn(ResolvedMigration migration) {
		String named = migration.options().database();
		if (named != null && !named.equals(this.database.name())) {
			throw new InvalidMigrationException(
					migration.script() + " is for the database '" + named + "', but it lies in a location of the "
							+ "database '" + this.database.name() + "' alone.",
					"Move it to a location of '" + named + "', or let both databases share this location by "
							+ "migrations.databases.<name>.locations.");
		}
	}

	private static @Nullable String named(ResolvedMigration migration, Sequence sequence, List<String> problems) {
		String inFile = migration.options().database();
		String assigned = assigned(migration, sequence.assigned());
		String named = (inFile != null) ? inFile : assigned;
		if (named == null) {
			problems.add(migration.script() + " does not say for which database it is.");
		}
		else if (!sequence.databases().contains(named)) {
			problems.add(migration.script() + " is for the database '" + named + "', which is none of "
					+ sequence.databases().stream().collect(Collectors.joining(", ")) + ".");
		}
		else if (assigned != null && !assigned.equals(named)) {
			problems.add(migration.script() + " says that it is for the database '" + named
					+ "', but migrations.sequence says '" + assigned + "'.");
		}
		return named;
	}

	private static @Nullable String assigned(ResolvedMigration migration, Map<String, String> assigned) {
		if (migration.type() == MigrationType.REPEATABLE) {
			return assigned.get(migration.spelling());
		}
		return assigned.entrySet()
			.stream()
			.filter((entry) -> Objects.equals(version(entry.getKey()), migration.version()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Version version(String text) {
		try {
			return Version.of(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
