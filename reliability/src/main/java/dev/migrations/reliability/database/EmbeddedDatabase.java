package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Database in the process that uses it.
 */
abstract class EmbeddedDatabase implements TargetDatabase {

	private final DatabaseKind kind;

	private final String url;

	EmbeddedDatabase(DatabaseKind kind, String url) {
		this.kind = kind;
		this.url = url;
	}

	@Override
	public final DatabaseKind kind() {
		return this.kind;
	}

	@Override
	public final String version() {
		try {
			return ask((connection) -> connection.getMetaData().getDatabaseProductName() + " "
					+ connection.getMetaData().getDatabaseProductVersion());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public final String url() {
		return this.url;
	}

	@Override
	public final void cut(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The driver could not close a connection", ex);
		}
	}

}
