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

	private final String version;

	private int databases;

	MySqlServer(Path directory) {
		MySqlBinaries binaries = MySqlBinaries.find()
			.orElseThrow(() -> new IllegalStateException("There is no MySQL here"));
		this.process = MySqlProcess.start(binaries, directory);
		try (Connection connection = DriverManager.getConnection(url(""))) {
			this.version = "MySQL " + connection.getMetaData().getDatabaseProductVersion();
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
		String name = "campaign" + this.databases++;
		try (Connection connection = DriverManager.getConnection(url(""))) {
			Rows.execute(connection, "CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the database " + name, ex);
		}
		return new MySqlDatabase(DatabaseKind.MYSQL, url(name), this.version);
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
		try (Connection connection = DriverManager.getConnection(url(""))) {
			connection.isValid(5);
		}
		catch (SQLException ex) {
			restart();
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
