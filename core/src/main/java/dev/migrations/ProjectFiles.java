package dev.migrations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.model.HistoryState;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.Version;
import dev.migrations.settings.DatabaseSettings;
import dev.migrations.settings.Sequence;
import dev.migrations.source.MigrationSource;
import dev.migrations.source.ScriptRenumbering;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of a project while they are being written: adds the next one, and gives one
 * of two that claim the same version another.
 */
final class ProjectFiles {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	private final MigrationSource source;

	private final DatabaseSettings database;

	private final List<Version> code;

	ProjectFiles(Engine engine) {
		this.source = engine.finder().source();
		this.database = engine.database();
		this.code = engine.finder().code().stream().map(ResolvedMigration::version).filter(Objects::nonNull).toList();
	}

	/**
	 * What the database has, as far as it can be reached: a file can be written without.
	 * It is caught here, so that a start need not load what is caught.
	 */
	static List<AppliedMigration> known(Supplier<List<AppliedMigration>> history) {
		try {
			return history.get();
		}
		catch (DatabaseUnavailableException ex) {
			logger.info("The next version is above those of the files here; what the database has is not known: "
					+ ex.getDescription());
			return List.of();
		}
	}

	List<Path> create(NewMigration migration, UndoPolicy undo, List<AppliedMigration> history) {
		if (migration.hasUndo() && undo == UndoPolicy.FORBIDDEN) {
			throw new InvalidSettingsException("This project is up only: migrations.undo=forbidden.",
					"Write the migration without an undo script, or set migrations.undo=allowed.");
		}
		Path workingDirectory = Path.of("").toAbsolutePath();
		String named = (this.database.sequence() != null) ? this.database.name() : null;
		if (migration.isRepeatable()) {
			return List.of(this.source.writer(workingDirectory)
				.repeatable(migration.description(), migration.location(), named));
		}
		return this.source.writer(workingDirectory)
			.versioned(migration.description(), migration.version(), taken(history), migration.location(),
					migration.hasUndo(), named);
	}

	/**
	 * Plans to renumber a script that no row of the history stands for.
	 */
	Renumbering renumber(String script, List<AppliedMigration> history) {
		ScriptRenumbering renumbering = this.source.renumbering();
		String path = renumbering.path(script);
		Version version = renumbering.version(script);
		requireOwn(renumbering, path, version);
		AppliedMigration row = row(version, history);
		if (row != null && row.script().equals(path)) {
			throw new InvalidMigrationException(
					path + " is " + row.state() + " in this database, so it has to keep its version.",
					"Renumber the other one of that version, if there is one.");
		}
		return new Renumbering(path, version, renumbering.plan(script, taken(history)));
	}

	/**
	 * Versions that are taken without a script here: by code, and by what the database
	 * has, which may come from another branch.
	 */
	private List<Version> taken(List<AppliedMigration> history) {
		List<Version> taken = new ArrayList<>(this.code);
		for (AppliedMigration row : history) {
			Version version = row.version();
			if (version != null && row.state() != HistoryState.UNDONE) {
				taken.add(version);
			}
		}
		return taken;
	}

	/**
	 * Of a sequence only the database that a script is for knows whether it is applied.
	 */
	private void requireOwn(ScriptRenumbering renumbering, String path, Version version) {
		Sequence sequence = this.database.sequence();
		if (sequence == null) {
			return;
		}
		String inFile = renumbering.database(path);
		String named = (inFile != null) ? inFile : sequence.assigned().get(version.toString());
		if (!this.database.name().equals(named)) {
			throw new InvalidMigrationException(
					path + ((named != null) ? " is for the database '" + named + "', not for '"
							: " does not say that it is for the database '") + this.database.name()
							+ "', so it cannot be told here whether it is applied.",
					"Renumber it with the database that it is for.");
		}
	}

	/**
	 * Reports every version that several scripts claim, with the command that renumbers
	 * the one that is not applied.
	 */
	void requireOneScriptEach(List<AppliedMigration> history) {
		Map<Version, List<String>> duplicates = this.source.renumbering().duplicates();
		if (duplicates.isEmpty()) {
			return;
		}
		List<String> problems = new ArrayList<>();
		List<String> actions = new ArrayList<>();
		duplicates.forEach((version, scripts) -> {
			AppliedMigration row = row(version, history);
			AppliedMigration known = (row != null && scripts.contains(row.script())) ? row : null;
			String applied = (known != null) ? known.script() : "";
			problems.add("Version " + version + " is claimed by " + String.join(" and ", scripts)
					+ ((known != null) ? "; " + applied + " is " + known.state() + " in this database."
							: "; none of them is applied in this database."));
			String other = scripts.stream()
				.filter((script) -> !script.equals(applied))
				.reduce((first, second) -> second)
				.orElse(scripts.get(0));
			actions.add("Give " + other + " the next version that is free: migrations renumber " + other);
		});
		throw new MigrationValidationException(problems, String.join(System.lineSeparator(), actions));
	}

	private static @Nullable AppliedMigration row(Version version, List<AppliedMigration> history) {
		MigrationKey key = MigrationKey.versioned(version);
		return history.stream()
			.filter((row) -> row.key().equals(key) && row.state() != HistoryState.UNDONE)
			.findFirst()
			.orElse(null);
	}

}
