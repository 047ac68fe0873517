package dev.migrations.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;

/**
 * Words what is wrong with locations, or worth knowing about them.
 */
final class LocationProblem {

	private static final int MOST_NAMED = 5;

	private LocationProblem() {
	}

	/**
	 * Describes a script whose name cannot be read. It would be another one wherever the
	 * name can be read.
	 * @param location the location as messages name it
	 * @param path the path below it, as far as it can be read
	 * @return the exception to throw
	 */
	static InvalidLocationException undecoded(String location, String path) {
		return new InvalidLocationException(
				"The name of '" + path + "' in the location '" + location + "' has letters that this process, which "
						+ "reads the names of files as " + System.getProperty("sun.jnu.encoding") + ", cannot read.",
				"Set the environment variable LC_ALL=C.UTF-8 for this process, as many images of containers do not by "
						+ "themselves. Where that is set, write the name in UTF-8.");
	}

	/**
	 * Describes a location that does not exist.
	 * @param location the location as the user wrote it
	 * @param vendorFolders what {@code {vendor}} stands for
	 * @return the exception to throw
	 */
	static InvalidLocationException missing(Location location, List<String> vendorFolders) {
		List<String> folders = new ArrayList<>();
		if (location.hasVendor()) {
			vendorFolders.forEach((folder) -> folders.add(location.vendor(folder).toString()));
			folders.add(location.vendor(VendorFolders.COMMON).toString());
		}
		String looked = folders.isEmpty() ? "" : " Looked for " + String.join(", ", folders) + ".";
		Location first = location.hasVendor() ? location.vendor(vendorFolders.get(0)) : location;
		String create = location.isClasspath() ? "Create the folder src/main/resources/" + first.path()
				: "Create the folder " + first.path();
		return new InvalidLocationException("The location '" + location + "' does not exist." + looked,
				create + " and put the first migration there, or correct the location." + inFileSystem(location));
	}

	/**
	 * The folder of the file system that was meant, where only {@code file:} is missing.
	 */
	private static String inFileSystem(Location location) {
		String fixed = location.path().split("\\{", 2)[0];
		if (!location.isClasspath() || fixed.isEmpty()) {
			return "";
		}
		return Stream.of("/", "")
			.filter((root) -> Files.isDirectory(Path.of(root + fixed)))
			.findFirst()
			.map((root) -> " For the folder in the file system write 'file:" + root + location.path() + "'.")
			.orElse("");
	}

	/**
	 * Describes a location without migrations.
	 * @param location the location as the user wrote it
	 * @param leftOut folders below it that were left out because of their names
	 * @return the exception to throw
	 */
	static InvalidLocationException empty(Location location, Collection<String> leftOut) {
		if (leftOut.isEmpty()) {
			return new InvalidLocationException("The location '" + location + "' has no migrations.",
					"Put the first one there, for example V1__create_tables.sql, or correct the location.");
		}
		return new InvalidLocationException(
				"The location '" + location
						+ "' has no migrations outside of folders that bear the names of databases: "
						+ String.join(", ", leftOut) + ".",
				"Write '" + location + "/{vendor}' to use the folder of the database at hand.");
	}

	/**
	 * Describes scripts in jars without entries for their folders.
	 * @param scripts the scripts
	 * @return the exception to throw
	 */
	static InvalidMigrationException hidden(List<ScriptFile> scripts) {
		Map<String, List<String>> jars = new LinkedHashMap<>();
		for (ScriptFile script : scripts) {
			jars.computeIfAbsent(
					"The jar " + script.origin() + " has no entry for the folder of '" + script.location() + "'",
					(jar) -> new ArrayList<>())
				.add(script.path());
		}
		List<String> sentences = new ArrayList<>();
		jars.forEach((jar, paths) -> sentences
			.add(jar + ", so that the class path does not show what it holds there: " + beginning(paths) + "."));
		return new InvalidMigrationException(String.join(System.lineSeparator(), sentences),
				"Build the jar with entries for folders: ProGuard makes them with -keepdirectories, and the tool 'jar' "
						+ "if it is given the folder in place of its files. Or move its scripts into a folder that no "
						+ "other place has, and add that to migrations.locations.");
	}

	private static String beginning(List<String> paths) {
		return (paths.size() > MOST_NAMED)
				? String.join(", ", paths.subList(0, MOST_NAMED)) + " and " + (paths.size() - MOST_NAMED) + " more"
				: String.join(", ", paths);
	}

	static String leftOut(Location location, String folder) {
		return "The folder '" + folder + "' in '" + location
				+ "' is left out, because it bears the name of a database; "
				+ "to use it, make it a location of its own, or write '{vendor}' in its place.";
	}

	static String fallback(Location location, String vendor, String used) {
		return vendor + " has no folder of its own in '" + location + "'; that of " + used + " is used.";
	}

}
