package dev.migrations;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrations.execution.ConnectionCode;
import dev.migrations.model.Checksum;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.UndoScript;
import dev.migrations.model.Version;
import dev.migrations.settings.DatabaseSettings;
import dev.migrations.source.CodeName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Turns Java migrations into what the rooms know: migrations with code in the place of a
 * script.
 */
final class JavaMigrations {

	private JavaMigrations() {
	}

	static CodeName nameOf(JavaMigration migration) {
		return CodeName.of(ClassUtils.getUserClass(migration).getSimpleName());
	}

	/**
	 * Those of one database, or of all databases of its sequence, which are told apart
	 * with the scripts.
	 * @param migrations all of them
	 * @param database the database
	 * @param vendor its product
	 * @throws InvalidMigrationException if one is for a database that there is not
	 */
	static List<ResolvedMigration> resolve(List<JavaMigration> migrations, DatabaseSettings database, String vendor) {
		if (database.sequence() == null) {
			migrations.forEach((migration) -> requireKnown(migration, database));
		}
		return migrations.stream()
			.filter((migration) -> migration.database() == null || database.sequence() != null
					|| database.name().equals(migration.database()))
			.map((migration) -> resolve(migration, vendor))
			.toList();
	}

	/**
	 * The databases of a migrator that has a name and is not configured with others are
	 * known to whoever built it.
	 */
	private static void requireKnown(JavaMigration migration, DatabaseSettings database) {
		String named = migration.database();
		Set<String> known = database.databases();
		boolean isAlone = known.isEmpty() && database.name().equals(DatabaseSettings.DEFAULT_NAME);
		if (named != null && !named.equals(database.name()) && !known.contains(named)
				&& (isAlone || !known.isEmpty())) {
			throw new InvalidMigrationException(
					migration.script() + " is for the database '" + named + "', "
							+ (isAlone ? "and there is one database only, without a name."
									: "which is none of " + String.join(", ", new TreeSet<>(known)) + "."),
					isAlone ? "Let database() return null, which is each database; or name the databases, by "
							+ "migrations.databases.<name> or MigratorBuilder.name(…)."
							: "Let database() return one of them, or null for each.");
		}
	}

	private static ResolvedMigration resolve(JavaMigration migration, String vendor) {
		ConnectionCode up = new ConnectionCode(
				(connection) -> migration.up(new JavaMigrationContext(connection, vendor)));
		UndoScript undo = null;
		if (migration instanceof JavaMigration.Undoable undoable) {
			ConnectionCode down = new ConnectionCode(
					(connection) -> undoable.down(new JavaMigrationContext(connection, vendor)));
			undo = new UndoScript(migration.script(), () -> resolved(migration, down, null));
		}
		return resolved(migration, up, undo);
	}

	private static ResolvedMigration resolved(JavaMigration migration, ConnectionCode code, @Nullable UndoScript undo) {
		Version version = migration.version();
		String description = migration.description();
		String text = migration.checksum();
		Checksum checksum = (text != null) ? Checksum.ofCode(text) : Checksum.NONE;
		MigrationKey key = (version != null) ? MigrationKey.versioned(version) : MigrationKey.repeatable(description);
		return new ResolvedMigration(key, version, (version != null) ? version.toString() : description, description,
				migration.script(), checksum, (sought) -> Checksum.NONE, 0, 0,
				new ScriptOptions(true, migration.database()), InputStream::nullInputStream, undo, code);
	}

}
