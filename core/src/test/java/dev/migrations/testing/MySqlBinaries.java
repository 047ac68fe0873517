package dev.migrations.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs of a MySQL server on this machine:
 * <ol>
 * <li>those below the directory that the system property {@code mysql.home} names,</li>
 * <li>those that the Maven profile {@code mysql} brings, unpacked for this JVM.</li>
 * </ol>
 */
public final class MySqlBinaries {

	/**
	 * System property that names the directory of an installed server.
	 */
	public static final String HOME = "mysql.home";

	private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";

	private final Path home;

	private MySqlBinaries(Path home) {
		this.home = home;
	}

	/**
	 * Whether this machine has them, without unpacking any.
	 * @return whether it has
	 */
	public static boolean isHere() {
		return !System.getProperty(HOME, "").isEmpty() || MySqlBinaries.class.getResource(ARCHIVE) != null;
	}

	/**
	 * Finds them.
	 * @return the programs; empty if this machine has none
	 */
	public static Optional<MySqlBinaries> find() {
		String home = System.getProperty(HOME, "");
		if (!home.isEmpty()) {
			return Optional.of(new MySqlBinaries(Path.of(home).toAbsolutePath()));
		}
		try (InputStream archive = MySqlBinaries.class.getResourceAsStream(ARCHIVE)) {
			return (archive != null) ? Optional.of(new MySqlBinaries(unpack(archive))) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not unpack the MySQL server", ex);
		}
	}

	private static Path unpack(InputStream archive) throws IOException {
		Path directory = Files.createTempDirectory("mysql-binaries");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
		Process tar = new ProcessBuilder("tar", "xzf", "-", "-C", directory.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (var input = tar.getOutputStream()) {
			archive.transferTo(input);
		}
		int status = tar.onExit().join().exitValue();
		if (status != 0) {
			throw new IOException("tar ended with " + status);
		}
		return directory;
	}

	static void delete(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The directory that the server takes for its own.
	 */
	Path home() {
		return this.home;
	}

	/**
	 * The server's program.
	 */
	Path server() {
		return Stream.of("bin", "sbin", "libexec")
			.map((directory) -> this.home.resolve(directory).resolve("mysqld"))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(this.home + ", the value of " + HOME
					+ ", has no mysqld in bin, sbin or libexec. Name the directory that holds one of them."));
	}

	/**
	 * Its messages, where they lie beside it.
	 */
	Optional<Path> messages() {
		Path share = this.home.resolve("share");
		return Files.isDirectory(share.resolve("english")) ? Optional.of(share) : Optional.empty();
	}

}
