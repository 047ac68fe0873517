package dev.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Directory of migration files that a test writes.
 *
 * @param directory the directory
 */
public record MigrationFiles(Path directory) {

	/**
	 * Writes a file.
	 * @param name its name, with folders separated by slashes
	 * @param lines its lines
	 * @return this directory
	 */
	public MigrationFiles with(String name, String... lines) {
		try {
			Path file = this.directory.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, String.join("\n", lines) + "\n");
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Deletes a file.
	 * @param name its name
	 * @return this directory
	 */
	public MigrationFiles without(String name) {
		try {
			Files.delete(this.directory.resolve(name));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The directory as a location.
	 * @return the location
	 */
	public String location() {
		return "file:" + this.directory;
	}

}
