package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Database whose schema is never empty. In an empty one migrations share a transaction,
 * and nothing can be seen of their progress before its end.
 *
 * @param database the database
 */
record OccupiedDatabase(TargetDatabase database) implements TargetDatabase {

	@Override
	public DatabaseKind kind() {
		return this.database.kind();
	}

	@Override
	public String version() {
		return this.database.version();
	}

	@Override
	public String url() {
		return this.database.url();
	}

	@Override
	public Connection connect() throws SQLException {
		return this.database.connect();
	}

	@Override
	public <T> T ask(Question<T> question) throws SQLException {
		return this.database.ask(question);
	}

	@Override
	public void reset() throws SQLException {
		this.database.reset();
		this.database.ask((connection) -> {
			Rows.execute(connection, "CREATE TABLE occupied (id INTEGER)");
			return true;
		});
	}

	@Override
	public Snapshot snapshot() throws SQLException {
		return this.database.snapshot();
	}

	@Override
	public List<String> residue() throws SQLException {
		return this.database.residue();
	}

	@Override
	public String sessionState(Connection connection) throws SQLException {
		return this.database.sessionState(connection);
	}

	@Override
	public void cut(Connection connection) {
		this.database.cut(connection);
	}

	@Override
	public void close() {
		this.database.close();
	}

}
