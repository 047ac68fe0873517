package dev.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL for tests, started once for each JVM: a container where Docker runs,
 * otherwise the embedded binaries that the build brings.
 */
public final class PostgresServer {

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private final String host;

	private final int port;

	private final String user;

	private final String password;

	private PostgresServer(String host, int port, String user, String password) {
		this.host = host;
		this.port = port;
		this.user = user;
		this.password = password;
	}

	/**
	 * The server of this JVM, which is stopped with it.
	 * @return the server
	 */
	public static PostgresServer shared() {
		return Holder.SERVER;
	}

	/**
	 * Creates an empty database.
	 * @return its URL, user and password included
	 */
	public String createDatabase() {
		String name = "test" + DATABASES.incrementAndGet();
		try (Connection connection = DriverManager.getConnection(url("postgres"));
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the database " + name, ex);
		}
		return url(name);
	}

	private String url(String database) {
		return "jdbc:postgresql://" + this.host + ":" + this.port + "/" + database + "?user=" + this.user + "&password="
				+ this.password;
	}

	private static PostgresServer start() {
		return Docker.isRunning() ? startContainer() : startEmbedded();
	}

	private static PostgresServer startContainer() {
		PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
		container.start();
		return new PostgresServer(container.getHost(), container.getMappedPort(5432), container.getUsername(),
				container.getPassword());
	}

	private static PostgresServer startEmbedded() {
		try {
			EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
			return new PostgresServer("localhost", postgres.getPort(), "postgres", "postgres");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start the embedded PostgreSQL", ex);
		}
	}

	private static void close(EmbeddedPostgres postgres) {
		try {
			postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not stop the embedded PostgreSQL", ex);
		}
	}

	/**
	 * Starts the server when it is first asked for.
	 */
	private static final class Holder {

		static final PostgresServer SERVER = start();

	}

}
