package dev.migrations.reliability.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import dev.migrations.testing.MySqlBinaries;

/**
 * Starts databases.
 */
public final class Databases {

	private Databases() {
	}

	/**
	 * Whether this machine has a product: all come with the build, but MySQL's server.
	 * @param kind the product
	 * @return whether it can be started
	 */
	public static boolean isAvailable(DatabaseKind kind) {
		return kind != DatabaseKind.MYSQL || MySqlBinaries.isHere();
	}

	/**
	 * Starts the server of a product with settings for many runs: nothing is flushed to
	 * the disk, because no campaign that uses it cuts the power.
	 * @param kind the product
	 * @return the server
	 */
	public static DatabaseServer start(DatabaseKind kind) {
		return start(kind, inMemory(kind.id()));
	}

	/**
	 * Starts the server of a product on a certain disk.
	 * @param kind the product
	 * @param directory an empty directory for its data
	 * @return the server
	 */
	public static DatabaseServer start(DatabaseKind kind, Path directory) {
		return switch (kind) {
			case POSTGRESQL -> new PostgresServer(directory);
			case MARIADB -> new MariaDbServer(directory);
			case MYSQL -> new MySqlServer(directory);
			case SQLITE -> new Directory(directory) {

				@Override
				public TargetDatabase createDatabase() {
					return new SqliteDatabase(directory().resolve(UUID.randomUUID() + ".db"),
							"?synchronous=off&foreign_keys=on");
				}

			};
			case H2 -> new H2Directory(directory);
		};
	}

	/**
	 * The same database with a table of somebody else's in it, so that migrations do not
	 * share one transaction.
	 * @param database the database
	 * @return the database
	 */
	public static TargetDatabase occupied(TargetDatabase database) {
		return new OccupiedDatabase(database);
	}

	/**
	 * Opens a database that another process has made.
	 * @param kind the product
	 * @param url its URL
	 * @return the database
	 */
	public static TargetDatabase open(DatabaseKind kind, String url) {
		return switch (kind) {
			case POSTGRESQL -> new PostgresDatabase(url, "");
			case MARIADB, MYSQL -> new MySqlDatabase(kind, url, "", new InnodbTransactions());
			case SQLITE -> {
				String file = url.substring("jdbc:sqlite:".length());
				int options = file.indexOf('?');
				yield new SqliteDatabase(Path.of((options < 0) ? file : file.substring(0, options)),
						(options < 0) ? "" : file.substring(options));
			}
			case H2 -> new H2Database(url);
		};
	}

	/**
	 * Creates a directory, in memory where that is possible: a campaign that does not cut
	 * the power learns nothing from a slow disk.
	 */
	private static Path inMemory(String name) {
		try {
			Path memory = Path.of("/dev/shm");
			return Files.isWritable(memory) ? Files.createTempDirectory(memory, name) : Files.createTempDirectory(name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Creates a directory on the disk.
	 */
	static Path temporary(String name) {
		try {
			return Files.createTempDirectory(name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Directory that holds database files.
	 */
	abstract static class Directory implements DatabaseServer {

		private final Path directory;

		Directory(Path directory) {
			this.directory = directory;
		}

		Path directory() {
			return this.directory;
		}

		@Override
		public long pid() {
			return 0;
		}

		@Override
		public int port() {
			return 0;
		}

		@Override
		public void restart() {
		}

		@Override
		public void ensureRunning() {
		}

		@Override
		public void close() {
			try (var files = Files.list(this.directory)) {
				for (Path file : files.toList()) {
					Files.delete(file);
				}
				Files.delete(this.directory);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
