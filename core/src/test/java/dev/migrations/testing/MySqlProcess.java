package dev.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * MySQL server as a process of this machine, with a data directory of its own and
 * {@code root} without a password. Nothing is flushed to the disk: whoever uses it does
 * not cut the power.
 */
public final class MySqlProcess implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofMinutes(3);

	private final MySqlBinaries binaries;

	private final Path data;

	private final Path log;

	private final int port;

	private Process process;

	private MySqlProcess(MySqlBinaries binaries, Path data, Path log, int port) throws IOException {
		this.binaries = binaries;
		this.data = data;
		this.log = log;
		this.port = port;
		Process installation = launch("--initialize-insecure");
		if (installation.onExit().join().exitValue() != 0) {
			throw failure("could not create its data directory", null);
		}
		this.process = launch();
	}

	/**
	 * Creates a data directory and starts a server in it.
	 * @param binaries the server's programs
	 * @param data an empty directory
	 * @return the server, which answers
	 */
	public static MySqlProcess start(MySqlBinaries binaries, Path data) {
		try (ServerSocket free = new ServerSocket(0)) {
			int port = free.getLocalPort();
			free.close();
			Path log = Files.createTempFile("mysql", ".log");
			log.toFile().deleteOnExit();
			MySqlProcess server = new MySqlProcess(binaries, data, log, port);
			server.awaitAnswer();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start MySQL", ex);
		}
	}

	private Process launch(String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.binaries.server().toString(), "--no-defaults",
				"--basedir=" + this.binaries.home(), "--datadir=" + this.data, "--port=" + this.port,
				"--bind-address=127.0.0.1", "--socket=" + this.data.resolve("socket"),
				"--pid-file=" + this.data.resolve("pid"), "--skip-log-bin", "--loose-mysqlx=OFF",
				"--loose-auto-generate-certs=OFF", "--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync",
				"--innodb-buffer-pool-size=64M", "--max-connections=200"));
		this.binaries.messages().ifPresent((messages) -> command.add("--lc-messages-dir=" + messages));
		if ("root".equals(System.getProperty("user.name"))) {
			command.add("--user=root");
		}
		command.addAll(Arrays.asList(options));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
			.start();
	}

	private void awaitAnswer() {
		long end = System.nanoTime() + LONGEST_START.toNanos();
		while (true) {
			try (Connection connection = DriverManager.getConnection(url(""))) {
				return;
			}
			catch (SQLException ex) {
				if (!this.process.isAlive() || System.nanoTime() > end) {
					this.process.destroyForcibly();
					throw failure("did not start", ex);
				}
				LockSupport.parkNanos(20_000_000);
			}
		}
	}

	private IllegalStateException failure(String what, Exception cause) {
		try {
			String said = Files.readString(this.log);
			String missing = said.contains("libaio.so.1")
					? " It needs libaio.so.1: install libaio1 or libaio, or name its directory in LD_LIBRARY_PATH."
					: "";
			return new IllegalStateException("MySQL " + what + "." + missing + " It said:\n" + said, cause);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What follows {@code jdbc:mysql:} or {@code jdbc:mariadb:} in the URL of a database.
	 * @param database its name, or nothing
	 * @return host, port, name and user
	 */
	public String address(String database) {
		return "//127.0.0.1:" + this.port + "/" + database + "?user=root&password=";
	}

	private String url(String database) {
		return "jdbc:mariadb:" + address(database);
	}

	/**
	 * The TCP port.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * The operating system's number of the process.
	 * @return the number
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Starts it again after it has ended, and waits until it answers.
	 */
	public void restart() {
		try {
			this.process.destroyForcibly().onExit().join();
			this.process = launch();
			awaitAnswer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start MySQL again", ex);
		}
	}

	/**
	 * Ends it, and deletes its data.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
		MySqlBinaries.delete(this.data);
	}

}
