package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One database of a server, reached by its URL.
 */
abstract class ServerDatabase implements TargetDatabase {

	private final DatabaseKind kind;

	private final String url;

	private final String version;

	private final Observer observer;

	ServerDatabase(DatabaseKind kind, String url, String version) {
		this.kind = kind;
		this.url = url;
		this.version = version;
		this.observer = new Observer(this::connect);
	}

	/**
	 * Whether a server answers.
	 * @param url the URL of one of its databases
	 */
	static boolean answers(String url) {
		try (Connection connection = DriverManager.getConnection(url)) {
			return connection.isValid(5);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	@Override
	public final DatabaseKind kind() {
		return this.kind;
	}

	@Override
	public final String version() {
		return this.version;
	}

	@Override
	public final String url() {
		return this.url;
	}

	@Override
	public final <T> T ask(Question<T> question) throws SQLException {
		return this.observer.ask(question);
	}

	@Override
	public final void cut(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The driver could not abort a connection", ex);
		}
	}

	@Override
	public final void close() {
		this.observer.close();
	}

}
