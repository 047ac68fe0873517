package dev.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.testcontainers.mysql.MySQLContainer;

/**
 * MySQL for tests, started once for each JVM: the {@linkplain MySqlBinaries programs} of
 * this machine, or a container where Docker runs. Where there is neither, tests that want
 * it are skipped.
 */
public final class MySqlServer {

	private static final String WITHOUT = "NOT TESTED: MySQL's own server. There is no Docker here, and no server was "
			+ "named: run the build with -Pmysql, which downloads one, or with -D" + MySqlBinaries.HOME
			+ "=<directory that holds bin/mysqld>.";

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private final UnaryOperator<String> address;

	private MySqlServer(UnaryOperator<String> address) {
		this.address = address;
	}

	/**
	 * Whether there is one here. Says once, loudly, if there is none.
	 * @return whether there is
	 */
	public static boolean isAvailable() {
		return Holder.SERVER != null;
	}

	/**
	 * The server of this JVM, which is stopped with it.
	 * @return the server
	 * @throws TestAbortedException if there is none
	 */
	public static MySqlServer shared() {
		MySqlServer server = Holder.SERVER;
		if (server == null) {
			throw new TestAbortedException(WITHOUT);
		}
		return server;
	}

	/**
	 * Creates an empty database.
	 * @return what follows the driver's prefix in its URL: host, port, name, user and
	 * password
	 */
	public String createDatabase() {
		String name = "test" + DATABASES.incrementAndGet();
		try (Connection connection = DriverManager.getConnection("jdbc:mariadb:" + this.address.apply(""));
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the database " + name, ex);
		}
		return this.address.apply(name);
	}

	private static @Nullable MySqlServer start() {
		Optional<MySqlBinaries> binaries = MySqlBinaries.find();
		if (binaries.isPresent()) {
			return startProcess(binaries.get());
		}
		if (Docker.isRunning()) {
			return startContainer();
		}
		System.err.println(WITHOUT);
		return null;
	}

	private static MySqlServer startProcess(MySqlBinaries binaries) {
		try {
			MySqlProcess process = MySqlProcess.start(binaries, Files.createTempDirectory("mysql"));
			Runtime.getRuntime().addShutdownHook(new Thread(process::close));
			return new MySqlServer(process::address);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MySqlServer startContainer() {
		MySQLContainer container = new MySQLContainer("mysql:8.4").withUsername("root").withPassword("test");
		container.start();
		return new MySqlServer((database) -> "//" + container.getHost() + ":" + container.getMappedPort(3306) + "/"
				+ database + "?user=root&password=test&allowPublicKeyRetrieval=true");
	}

	/**
	 * Starts the server when it is first asked for.
	 */
	private static final class Holder {

		static final @Nullable MySqlServer SERVER = start();

	}

}
