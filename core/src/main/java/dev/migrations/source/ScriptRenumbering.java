package dev.migrations.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.Version;
import dev.migrations.source.ScriptName.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds scripts that claim the same version, and gives one of them the next version that
 * is free. Only names are read, so that it works where nothing can be resolved.
 */
public final class ScriptRenumbering {

	private final List<FoundScript> found;

	private final ScriptAnalysis analysis;

	ScriptRenumbering(List<FoundScript> found, ScriptAnalysis analysis) {
		this.found = List.copyOf(found);
		this.analysis = analysis;
	}

	/**
	 * Versions that several scripts claim.
	 * @return the scripts of each, relative to their locations
	 */
	public Map<Version, List<String>> duplicates() {
		Map<Version, List<FoundScript>> claims = new LinkedHashMap<>();
		for (FoundScript script : this.found) {
			Version version = script.name().version();
			if (version != null && script.name().kind() == Kind.VERSIONED) {
				claims.computeIfAbsent(version, (key) -> new ArrayList<>()).add(script);
			}
		}
		Map<Version, List<String>> duplicates = new LinkedHashMap<>();
		claims.forEach((version, scripts) -> {
			boolean several = scripts.stream()
				.anyMatch((script) -> scripts.stream().anyMatch((other) -> isDuplicate(script, other)));
			if (several) {
				duplicates.put(version, scripts.stream().map((script) -> script.file().path()).toList());
			}
		});
		return duplicates;
	}

	private static boolean isDuplicate(FoundScript one, FoundScript other) {
		return one != other && !one.overrides(other) && !other.overrides(one)
				&& !one.file().name().equals(other.file().name());
	}

	/**
	 * The version of a script.
	 * @param script the script, relative to its location or as messages name it
	 * @return its version
	 * @throws InvalidMigrationException if there is no such script, or several
	 */
	public Version version(String script) {
		return Objects.requireNonNull(find(script).name().version());
	}

	/**
	 * The database that a script names at its head.
	 * @param script the script, relative to its location or as messages name it
	 * @return the name; null if it names none
	 * @throws InvalidMigrationException if there is no such script, or several
	 * @throws InvalidLocationException if it cannot be read
	 */
	public @Nullable String database(String script) {
		ScriptFile file = find(script).file();
		try {
			return this.analysis.options(file.name(), file.content()).database();
		}
		catch (IOException ex) {
			throw new InvalidLocationException("The script " + file.name() + " cannot be read: " + ex + ".",
					"Check that this process may read it.", ex);
		}
	}

	/**
	 * The path of a script below its location.
	 * @param script the script, relative to its location or as messages name it
	 * @return the path
	 * @throws InvalidMigrationException if there is no such script, or several
	 */
	public String path(String script) {
		return find(script).file().path();
	}

	/**
	 * Plans what to rename, so that a script gets the next version that is free. Its undo
	 * script goes with it.
	 * @param script the script, relative to its location or as messages name it
	 * @param taken versions that are taken without a script here; the new one is above
	 * them too
	 * @return the new path of each file
	 * @throws InvalidMigrationException if there is no such script, or several, or a new
	 * name is taken
	 * @throws InvalidLocationException if it cannot be renamed where it is
	 */
	public Map<Path, Path> plan(String script, List<Version> taken) {
		FoundScript moved = find(script);
		Version highest = Objects.requireNonNull(NextVersion.highest(this.found, taken));
		String spelling = new NextVersion(Instant.now()).after(moved.name().spelling(), highest);
		Map<Path, Path> moves = new LinkedHashMap<>();
		move(moved, spelling, moves);
		FoundScript undo = undo(moved);
		if (undo != null) {
			move(undo, spelling, moves);
		}
		moves.values().stream().filter(Files::exists).findFirst().ifPresent((existing) -> {
			throw new InvalidMigrationException(existing + " exists already, so nothing was renamed.",
					"Rename the script by hand.");
		});
		return moves;
	}

	/**
	 * Renames.
	 * @param moves the new path of each file
	 * @throws InvalidLocationException if a file cannot be renamed
	 */
	public static void rename(Map<Path, Path> moves) {
		moves.forEach((from, to) -> {
			try {
				Files.createDirectories(Objects.requireNonNull(to.getParent()));
				Files.move(from, to);
				deleteIfEmpty(Objects.requireNonNull(from.getParent()));
			}
			catch (IOException ex) {
				throw new InvalidLocationException(from + " cannot be renamed to " + to + ": " + ex + ".",
						"Check that this process may write there, and rename it by hand.", ex);
			}
		});
	}

	private static void deleteIfEmpty(Path folder) throws IOException {
		boolean empty;
		try (var entries = Files.list(folder)) {
			empty = entries.findAny().isEmpty();
		}
		if (empty) {
			Files.delete(folder);
		}
	}

	private FoundScript find(String script) {
		List<FoundScript> matches = this.found.stream()
			.filter((candidate) -> candidate.name().kind() == Kind.VERSIONED)
			.filter((candidate) -> candidate.file().path().equals(script) || candidate.file().name().equals(script)
					|| candidate.file().path().endsWith("/" + script))
			.toList();
		if (matches.size() == 1) {
			return matches.get(0);
		}
		throw new InvalidMigrationException(matches.isEmpty() ? "There is no migration '" + script + "'."
				: "Several migrations are named '" + script + "': "
						+ String.join(" and ", matches.stream().map((match) -> match.file().name()).toList()) + ".",
				"Name it as the messages do, for example "
						+ (matches.isEmpty() ? "'V3__add_users.sql'" : "'" + matches.get(0).file().name() + "'") + ".");
	}

	/**
	 * The undo script that goes with a migration: the one of the same version and the
	 * same description, or the only one of that version.
	 */
	private @Nullable FoundScript undo(FoundScript migration) {
		List<FoundScript> undo = this.found.stream()
			.filter((script) -> script.name().kind() == Kind.UNDO
					&& Objects.equals(script.name().version(), migration.name().version()))
			.toList();
		for (FoundScript script : undo) {
			if (script.name().description().equals(migration.name().description())) {
				return script;
			}
		}
		return null;
	}

	private static void move(FoundScript script, String spelling, Map<Path, Path> moves) {
		ScriptName name = script.name();
		String path = name.before() + spelling + name.after();
		SourceFolder folder = SourceFolder.of(script.file().origin());
		if (folder == null || !Files.exists(folder.edited().resolve(script.file().path()))) {
			throw new InvalidLocationException(
					script.file().name() + " cannot be renamed where it is, in " + script.file().origin() + ".",
					"Rename it in the project that it comes from, to " + path + ".");
		}
		moves.put(folder.edited().resolve(script.file().path()), folder.edited().resolve(path));
		Path built = folder.built();
		if (built != null) {
			moves.put(built.resolve(script.file().path()), built.resolve(path));
		}
	}

}
