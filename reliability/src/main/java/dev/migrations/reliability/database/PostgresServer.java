package dev.migrations.reliability.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.migrations.reliability.system.Signal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL from embedded binaries. Unlike the library that brings them it can be killed
 * and started again on the same data.
 */
final class PostgresServer implements DatabaseServer {

	private final Path data;

	private final int port;

	private final String version;

	private final EmbeddedPostgres embedded;

	private final List<String> command;

	private @Nullable Process restarted;

	private int databases;

	PostgresServer(Path directory) {
		try {
			this.data = directory;
			// The library makes the directory for the user that the server runs as.
			Files.delete(this.data);
			this.embedded = EmbeddedPostgres.builder()
				.setDataDirectory(this.data)
				.setServerConfig("fsync", "off")
				.setServerConfig("full_page_writes", "off")
				.setServerConfig("max_connections", "200")
				.setPGStartupWait(Duration.ofSeconds(60))
				.start();
			this.port = this.embedded.getPort();
			this.version = version(adminUrl());
			this.command = command();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start the embedded PostgreSQL", ex);
		}
	}

	private static String version(String url) {
		try (Connection connection = DriverManager.getConnection(url)) {
			return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String adminUrl() {
		return "jdbc:postgresql://localhost:" + this.port + "/postgres?user=postgres&password=postgres";
	}

	@Override
	public TargetDatabase createDatabase() {
		String name = "campaign" + this.databases++;
		try (Connection connection = DriverManager.getConnection(adminUrl())) {
			Rows.execute(connection, "CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the database " + name, ex);
		}
		return new PostgresDatabase(adminUrl().replace("/postgres?", "/" + name + "?"), this.version);
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public long pid() {
		try {
			return Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).strip());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The command line of the running server, as the operating system knows it, run as
	 * the same user.
	 */
	private List<String> command() throws IOException {
		Path process = Path.of("/proc", Long.toString(pid()));
		if (!Files.exists(process)) {
			return List.of();
		}
		List<String> arguments = new ArrayList<>(List.of(Files.readString(process.resolve("cmdline")).split("\0")));
		arguments.set(0, Files.readSymbolicLink(process.resolve("exe")).toString());
		boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
		List<String> command = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
		command.addAll(arguments);
		return command;
	}

	/**
	 * Starts it again. As long as a session of the killed one has not noticed, it holds
	 * the memory that they share, and the new one ends at once.
	 */
	@Override
	public void restart() {
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		try {
			do {
				this.restarted = new ProcessBuilder(this.command).redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start();
			}
			while (!answers(this.restarted, end));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void restartAs(boolean standby) {
		long running = pid();
		try {
			Signal.INT.send(running);
			ProcessHandle.of(running).ifPresent((process) -> process.onExit().join());
			Path signal = this.data.resolve("standby.signal");
			if (standby) {
				Files.createFile(signal);
			}
			else {
				Files.deleteIfExists(signal);
			}
			restart();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void ensureRunning() {
		if (!ServerDatabase.answers(adminUrl())) {
			restart();
		}
	}

	/**
	 * Waits for an answer.
	 * @return false if it has ended instead
	 */
	private boolean answers(Process process, long end) {
		while (true) {
			try (Connection connection = DriverManager.getConnection(adminUrl())) {
				return true;
			}
			catch (SQLException ex) {
				if (System.nanoTime() > end) {
					throw new IllegalStateException("PostgreSQL did not come back", ex);
				}
				LockSupport.parkNanos(20_000_000);
				if (!process.isAlive()) {
					return false;
				}
			}
		}
	}

	@Override
	public void close() {
		try {
			if (this.restarted != null) {
				this.restarted.destroy();
			}
			this.embedded.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
