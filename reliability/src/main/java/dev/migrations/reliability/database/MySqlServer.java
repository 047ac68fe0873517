package dev.migrations.reliability.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import dev.migrations.testing.MySqlBinaries;
import dev.migrations.testing.MySqlProcess;

/**
 * MySQL's own server, from programs of this machine.
 */
final class MySqlServer implements DatabaseServer {

	private final MySqlProcess process;

	private final MySqlDatabases databases;

	MySqlServer(Path directory) {
		MySqlBinaries binaries = MySqlBinaries.find()
			.orElseThrow(() -> new IllegalStateException("There is no MySQL here"));
		this.process = MySqlProcess.start(binaries, directory);
		try (Connection connection = DriverManager.getConnection(url(""))) {
			this.databases = new MySqlDatabases(DatabaseKind.MYSQL, this::url,
					"MySQL " + connection.getMetaData().getDatabaseProductVersion());
		}
		catch (SQLException ex) {
			throw new IllegalStateException("MySQL does not tell its version", ex);
		}
	}

	private String url(String database) {
		return "jdbc:mysql:" + this.process.address(database);
	}

	@Override
	public TargetDatabase createDatabase() {
		return this.databases.create();
	}

	@Override
	public int port() {
		return this.process.port();
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public void restart() {
		this.process.restart();
	}

	@Override
	public void ensureRunning() {
		if (!ServerDatabase.answers(url(""))) {
			restart();
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
