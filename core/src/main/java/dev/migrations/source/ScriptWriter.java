package dev.migrations.source;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.Version;
import dev.migrations.source.ScriptName.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Writes the next script of a project, as the project names its scripts and beside the
 * highest version that it has. Never overwrites a file.
 */
public final class ScriptWriter {

	private final List<FoundScript> found;

	private final List<Location> locations;

	private final VendorFolders vendorFolders;

	private final Path workingDirectory;

	ScriptWriter(List<FoundScript> found, List<Location> locations, VendorFolders vendorFolders,
			Path workingDirectory) {
		this.found = List.copyOf(found);
		this.locations = List.copyOf(locations);
		this.vendorFolders = vendorFolders;
		this.workingDirectory = workingDirectory;
	}

	/**
	 * Writes a versioned migration with a comment at its head.
	 * @param description what it does
	 * @param wanted its version; null for the next one
	 * @param above versions that are taken without a script here; the next one is above
	 * them too
	 * @param location where it is written, as a user writes it; null for beside the
	 * highest version
	 * @param undo whether a script that takes it back is written as well
	 * @param database the database that it names at its head; null for none
	 * @return the files, first the migration
	 * @throws InvalidMigrationException if a file exists, or the version is taken
	 * @throws InvalidLocationException if it cannot be written there
	 */
	public List<Path> versioned(String description, @Nullable Version wanted, List<Version> above,
			@Nullable String location, boolean undo, @Nullable String database) {
		requireWords(description);
		FoundScript there = last(location);
		FoundScript like = (there != null) ? there : last(null);
		Path folder = folder(there, location);
		List<Version> written = written(folder);
		Version highest = NextVersion.highest(this.found, Stream.concat(above.stream(), written.stream()).toList());
		String spelling = spelling(like, wanted, highest);
		Version version = Version.of(spelling.replace("-", ""));
		requireFree(version, above, written, folder);
		NewName name = NewName.versioned((like != null) ? like.name() : null, spelling, description);
		List<Path> files = new ArrayList<>(List.of(folder.resolve(name.path())));
		if (undo) {
			files.add(folder.resolve(name.undo()));
		}
		files.forEach(ScriptWriter::requireMissing);
		write(files.get(0), head(database) + "-- " + oneLine(description) + "\n--\n-- Applied once, as version "
				+ version + ". Once a database has it, leave it as it is and write another one.\n");
		if (undo) {
			write(files.get(1), "-- Takes back version " + version + ": " + oneLine(description) + "\n");
		}
		return files;
	}

	/**
	 * Writes a repeatable migration with a comment at its head.
	 * @param description what it does
	 * @param location where it is written; null for beside the highest version
	 * @param database the database that it names at its head; null for none
	 * @return the file
	 * @throws InvalidMigrationException if the file exists
	 * @throws InvalidLocationException if it cannot be written there
	 */
	public Path repeatable(String description, @Nullable String location, @Nullable String database) {
		requireWords(description);
		FoundScript last = last(location);
		Path file = folder(last, location)
			.resolve(NewName.repeatable(NewName.folder((last != null) ? last.name() : null), description));
		requireMissing(file);
		write(file, head(database) + "-- " + oneLine(description)
				+ "\n--\n-- Applied after all versions, and again whenever this text changes.\n");
		return file;
	}

	private static String head(@Nullable String database) {
		return (database != null) ? "-- migrations: database=" + database + "\n" : "";
	}

	private static String oneLine(String description) {
		return description.strip().replaceAll("\\s+", " ");
	}

	private static void requireWords(String description) {
		if (NewName.words(description, '_').isEmpty()) {
			throw new InvalidMigrationException("'" + description + "' does not describe a migration.",
					"Say in a few words what it does, for example 'add users table'.");
		}
	}

	/**
	 * The script whose spelling and place are taken: that of the highest version.
	 */
	private @Nullable FoundScript last(@Nullable String location) {
		String wanted = (location != null) ? Location.of(location).toString() : null;
		return this.found.stream()
			.filter((script) -> script.name().kind() == Kind.VERSIONED && script.name().version() != null)
			.filter((script) -> wanted == null || script.location().toString().equals(wanted)
					|| script.file().location().equals(wanted))
			.max(Comparator.comparing((script) -> Objects.requireNonNull(script.name().version())))
			.orElse(null);
	}

	/**
	 * Versions that are in the folder already. What runs may be a build from before they
	 * were written.
	 */
	private static List<Version> written(Path folder) {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(folder)) {
			return files.map((file) -> folder.relativize(file).toString().replace('\\', '/'))
				.filter((file) -> file.endsWith(".sql"))
				.map(ScriptName::of)
				.filter((name) -> name != null && name.kind() == Kind.VERSIONED)
				.map((name) -> Objects.requireNonNull(Objects.requireNonNull(name).version()))
				.toList();
		}
		catch (IOException ex) {
			throw new InvalidLocationException(folder + " cannot be read: " + ex + ".",
					"Check that this process may read it.", ex);
		}
	}

	private static String spelling(@Nullable FoundScript last, @Nullable Version wanted, @Nullable Version highest) {
		if (last == null) {
			Version version = (wanted != null) ? wanted : (highest != null) ? highest.next() : Version.of("1");
			return version.toString();
		}
		String like = last.name().spelling();
		return (wanted != null) ? NextVersion.spelled(wanted, like)
				: new NextVersion(Instant.now()).after(like, Objects.requireNonNull(highest));
	}

	private void requireFree(Version version, List<Version> above, List<Version> written, Path folder) {
		for (FoundScript script : this.found) {
			if (script.name().kind() == Kind.VERSIONED && Objects.equals(script.name().version(), version)) {
				throw new InvalidMigrationException("Version " + version + " is taken by " + script.file().name() + ".",
						"Choose another one, or none for the next one.");
			}
		}
		if (written.contains(version)) {
			throw new InvalidMigrationException("Version " + version + " is taken by a script in " + folder + ".",
					"Choose another one, or none for the next one.");
		}
		if (above.contains(version)) {
			throw new InvalidMigrationException(
					"Version " + version + " is taken by a migration that is not a script, or by what the history has.",
					"Choose another one, or none for the next one.");
		}
	}

	private Path folder(@Nullable FoundScript last, @Nullable String location) {
		SourceFolder folder = (last != null) ? SourceFolder.of(last.file().origin()) : null;
		if (folder == null) {
			folder = SourceFolder.of((location != null) ? own(Location.of(location)) : own(this.locations.get(0)),
					this.workingDirectory);
		}
		return folder.edited();
	}

	private Location own(Location location) {
		return location.vendor(this.vendorFolders.own().get(0));
	}

	private static void requireMissing(Path file) {
		if (Files.exists(file)) {
			throw new InvalidMigrationException(file + " exists already; it was left as it is.",
					"Give the new migration another description or version.");
		}
	}

	private static void write(Path file, String text) {
		try {
			Files.createDirectories(Objects.requireNonNull(file.getParent()));
			Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
		}
		catch (FileAlreadyExistsException ex) {
			throw new InvalidMigrationException(file + " exists already; it was left as it is.",
					"Give the new migration another description or version.", ex);
		}
		catch (IOException ex) {
			throw new InvalidLocationException(file + " cannot be written: " + ex + ".",
					"Check that this process may write there.", ex);
		}
	}

}
