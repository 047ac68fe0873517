package dev.migrations.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.migrations.model.InvalidLocationException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Folder on the class path or in the file system, as a user wrote it.
 *
 * @param scheme {@value #CLASSPATH} or {@value #FILE}
 * @param path the folder: an absolute path in the file system; on the class path without
 * a slash at its beginning and end
 */
record Location(String scheme, String path) {

	static final String CLASSPATH = "classpath:";

	static final String FILE = "file:";

	private static final String VENDOR = "{vendor}";

	/**
	 * Reads a location.
	 * @param text {@code classpath:} or {@code file:} and a folder; without a scheme the
	 * class path is meant
	 * @return the location
	 * @throws InvalidLocationException if the scheme is another, or there is no folder
	 */
	static Location of(String text) {
		String trimmed = text.trim();
		if (trimmed.startsWith(FILE)) {
			return file(text, trimmed.substring(FILE.length()));
		}
		String path = trimmed;
		if (path.startsWith(CLASSPATH)) {
			path = path.substring(CLASSPATH.length());
		}
		else if (path.startsWith("classpath*:")) {
			path = path.substring("classpath*:".length());
		}
		else if (path.indexOf(':') >= 0) {
			throw new InvalidLocationException(
					"The location '" + text + "' begins with neither 'classpath:' nor 'file:'.",
					"Write 'file:" + path.substring(startOfPath(path)) + "' for a folder in the file system, or "
							+ "'classpath:' and a folder on the class path.");
		}
		path = folder(path);
		if (path.isEmpty() || path.equals("..") || path.startsWith("../")) {
			throw new InvalidLocationException("The location '" + text + "' does not name a folder on the class path.",
					"Name the folder that holds the migrations, for example 'classpath:db/migration'.");
		}
		return new Location(CLASSPATH, path);
	}

	private static String folder(String path) {
		// Most have nothing to clean.
		String folder = (path.indexOf('.') >= 0 || path.indexOf('\\') >= 0) ? StringUtils.cleanPath(path) : path;
		while (folder.contains("//")) {
			folder = folder.replace("//", "/");
		}
		int start = folder.startsWith("/") ? 1 : 0;
		int end = folder.endsWith("/") ? folder.length() - 1 : folder.length();
		return folder.substring(start, Math.max(start, end));
	}

	private static Location file(String text, String path) {
		String folder = path.startsWith("//") ? pathOfUrl(path) : path;
		try {
			if (!folder.isEmpty()) {
				return new Location(FILE, Path.of(folder).toAbsolutePath().normalize().toString());
			}
		}
		catch (InvalidPathException ex) {
			throw notAFolder(text, ex);
		}
		throw notAFolder(text, null);
	}

	/**
	 * The path of {@code file:///srv/my%20app} or {@code file:///C:/app}, both of which
	 * are URLs and therefore encoded.
	 */
	private static String pathOfUrl(String path) {
		String decoded = StringUtils.uriDecode(path.substring(2), StandardCharsets.UTF_8);
		boolean drive = decoded.length() > 2 && decoded.charAt(0) == '/' && decoded.charAt(2) == ':';
		return drive ? decoded.substring(1) : decoded;
	}

	private static InvalidLocationException notAFolder(String text, @Nullable InvalidPathException cause) {
		return new InvalidLocationException("The location '" + text + "' does not name a folder.",
				"Name the folder that holds the migrations, for example 'file:/srv/app/migrations', or "
						+ "'file:migrations' for one in the working directory.",
				cause);
	}

	private static int startOfPath(String path) {
		int colon = path.indexOf(':');
		// A single letter is the drive of a Windows path and belongs to it.
		return (colon > 1) ? colon + 1 : 0;
	}

	boolean isClasspath() {
		return this.scheme.equals(CLASSPATH);
	}

	boolean hasVendor() {
		return this.path.contains(VENDOR);
	}

	/**
	 * The location with a folder's name in place of {@code {vendor}}.
	 * @param folder the name
	 * @return the location; this one if it has no such place
	 */
	Location vendor(String folder) {
		return hasVendor() ? new Location(this.scheme, this.path.replace(VENDOR, folder)) : this;
	}

	/**
	 * The path below this location at which another one begins.
	 * @param other the other location
	 * @return the path with forward slashes; empty if it is not below this one
	 */
	String pathTo(Location other) {
		if (!this.scheme.equals(other.scheme) || this.path.equals(other.path)) {
			return "";
		}
		Path here = Path.of(this.path);
		Path there = Path.of(other.path);
		return there.startsWith(here) ? StringUtils.cleanPath(here.relativize(there).toString()) : "";
	}

	/**
	 * That of a record sets up the machinery of lambdas, which takes a new JVM longer
	 * than to list a folder.
	 */
	@Override
	public int hashCode() {
		return 31 * this.scheme.hashCode() + this.path.hashCode();
	}

	@Override
	public String toString() {
		return this.scheme + this.path;
	}

}
