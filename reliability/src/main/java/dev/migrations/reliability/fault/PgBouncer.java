package dev.migrations.reliability.fault;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The real PgBouncer, in transaction mode, in front of a PostgreSQL of this machine. It
 * gives every transaction the session that has been idle for longest, so that two in a
 * row rarely get the same.
 */
public final class PgBouncer implements AutoCloseable {

	private final Process process;

	private final int port;

	private PgBouncer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Where the program is.
	 * @return the program; null if it is not installed
	 */
	public static @Nullable Path program() {
		String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
		for (String directory : path.split(File.pathSeparator)) {
			Path program = Path.of(directory, "pgbouncer");
			if (Files.isExecutable(program)) {
				return program;
			}
		}
		return null;
	}

	/**
	 * Starts it.
	 * @param program the program
	 * @param serverPort the port of PostgreSQL
	 * @param sessions how many sessions it keeps to each database
	 * @return the pooler, which answers
	 * @throws IOException if it cannot be started
	 */
	public static PgBouncer start(Path program, int serverPort, int sessions) throws IOException {
		int port = freePort();
		// It refuses to run as root, and the user that it becomes has to read this.
		Path directory = Files.createTempDirectory("pgbouncer",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		Path configuration = directory.resolve("pgbouncer.ini");
		Files.writeString(configuration, """
				[databases]
				* = host=127.0.0.1 port=%d user=postgres password=postgres
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = any
				pool_mode = transaction
				default_pool_size = %d
				server_round_robin = 1
				max_client_conn = 500
				ignore_startup_parameters = extra_float_digits
				""".formatted(serverPort, port, sessions));
		List<String> command = new ArrayList<>(List.of(program.toString()));
		if (Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
			command.addAll(List.of("-u", "nobody"));
		}
		command.add(configuration.toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(directory.resolve("pgbouncer.log").toFile())
			.start();
		PgBouncer pooler = new PgBouncer(process, port);
		pooler.awaitAnswer(directory.resolve("pgbouncer.log"));
		return pooler;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private void awaitAnswer(Path log) throws IOException {
		long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (true) {
			try (Connection connection = DriverManager
				.getConnection(through("jdbc:postgresql://localhost:1/postgres?user=postgres&password=postgres"))) {
				return;
			}
			catch (SQLException ex) {
				if (System.nanoTime() > end || !this.process.isAlive()) {
					close();
					throw new IOException(
							"PgBouncer does not answer: " + ex.getMessage() + "\n" + Files.readString(log));
				}
				LockSupport.parkNanos(50_000_000);
			}
		}
	}

	/**
	 * The URL of a database as clients of the pooler use it.
	 * @param url the URL of the database itself
	 * @return the URL through the pooler
	 */
	public String through(String url) {
		return url.replaceFirst("//[^/]+/", "//127.0.0.1:" + this.port + "/") + "&prepareThreshold=0";
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.process.destroyForcibly();
		}
	}

}
