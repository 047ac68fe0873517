package dev.migrations.source;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.model.InvalidLocationException;
import org.jspecify.annotations.Nullable;

/**
 * Folder in which a developer edits the scripts of a location: the location itself in the
 * file system, the folder of the sources for one on the class path. What a build tool has
 * copied of it is the other one.
 *
 * @param edited the folder that is edited
 * @param built the build tool's copy of it; null if there is none
 */
record SourceFolder(Path edited, @Nullable Path built) {

	/**
	 * Where build tools and development environments put resources, below a module, and
	 * where they take them from.
	 */
	private static final Map<String, String> OUTPUTS = outputs();

	private static Map<String, String> outputs() {
		Map<String, String> outputs = new LinkedHashMap<>();
		outputs.put("target/classes", "src/main/resources");
		outputs.put("target/test-classes", "src/test/resources");
		outputs.put("build/resources/main", "src/main/resources");
		outputs.put("build/resources/test", "src/test/resources");
		outputs.put("out/production/resources", "src/main/resources");
		outputs.put("bin/main", "src/main/resources");
		return outputs;
	}

	/**
	 * The folder that an existing script was found in.
	 * @param origin the directory or jar of its location
	 * @return the folder; null if it is in a jar
	 */
	static @Nullable SourceFolder of(String origin) {
		try {
			Path directory = Path.of(origin);
			return Files.isDirectory(directory) ? of(directory) : null;
		}
		catch (InvalidPathException ex) {
			// Some origins of jars are URLs.
			return null;
		}
	}

	private static SourceFolder of(Path directory) {
		for (Map.Entry<String, String> output : OUTPUTS.entrySet()) {
			Path module = moduleAbove(directory, Path.of(output.getKey()));
			if (module != null) {
				Path below = module.resolve(output.getKey()).relativize(directory);
				Path edited = module.resolve(output.getValue()).resolve(below);
				if (Files.isDirectory(module.resolve(output.getValue()))) {
					return new SourceFolder(edited, directory);
				}
			}
		}
		return new SourceFolder(directory, null);
	}

	private static @Nullable Path moduleAbove(Path directory, Path output) {
		for (Path path = directory; path != null; path = path.getParent()) {
			if (path.endsWith(output)) {
				Path module = path;
				for (int i = 0; i < output.getNameCount() && module != null; i++) {
					module = module.getParent();
				}
				return module;
			}
		}
		return null;
	}

	/**
	 * The folder of a location that has no script yet.
	 * @param location the location, without {@code {vendor}}
	 * @param workingDirectory where a relative class path begins
	 * @return the folder, which need not exist
	 * @throws InvalidLocationException if it is on the class path and the sources cannot
	 * be found
	 */
	static SourceFolder of(Location location, Path workingDirectory) {
		if (!location.isClasspath()) {
			return new SourceFolder(Path.of(location.path()), null);
		}
		for (String sources : List.of("src/main/resources", "src/main")) {
			if (Files.isDirectory(workingDirectory.resolve(sources))) {
				return new SourceFolder(workingDirectory.resolve("src/main/resources").resolve(location.path()), null);
			}
		}
		throw new InvalidLocationException(
				"The location '" + location + "' is on the class path, and its sources cannot be found from "
						+ workingDirectory + ".",
				"Call this in the folder of the project, or name a location in the file system, for example "
						+ "'file:src/main/resources/" + location.path() + "'.");
	}

}
