package dev.migrations.testing;

import java.nio.file.Path;
import java.sql.SQLException;

import org.h2.tools.Server;

/**
 * Server of H2 in this process, whose databases are reached through a port.
 */
public final class H2Server implements AutoCloseable {

	private final Server server;

	private H2Server(String... options) throws SQLException {
		this.server = Server.createTcpServer(options).start();
	}

	/**
	 * Starts one.
	 */
	public static H2Server start() throws SQLException {
		return new H2Server("-tcpPort", "0", "-ifNotExists");
	}

	/**
	 * Starts one whose files are in a directory.
	 * @param directory the directory
	 */
	public static H2Server in(Path directory) throws SQLException {
		return new H2Server("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString());
	}

	/**
	 * The URL of a database.
	 * @param database its name, and settings
	 */
	public String url(String database) {
		return "jdbc:h2:tcp://localhost:" + this.server.getPort() + "/" + database;
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
