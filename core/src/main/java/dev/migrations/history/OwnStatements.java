package dev.migrations.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import dev.migrations.dialect.ParameterizedSql;

/**
 * Executes what we write to our own tables. A statement whose values stand apart is
 * prepared once and kept: H2 compiles a statement anew after each change of the schema,
 * but need not read the text of one that it knows.
 */
public final class OwnStatements implements AutoCloseable {

	private final Connection connection;

	private final Map<String, PreparedStatement> kept = new HashMap<>();

	/**
	 * Creates statements of a connection.
	 * @param connection the connection
	 */
	public OwnStatements(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Executes a statement.
	 * @param sql the statement
	 * @return how many rows it has changed
	 * @throws SQLException if it fails
	 */
	public int execute(ParameterizedSql sql) throws SQLException {
		return sql.values().isEmpty() ? execute(sql.text()) : executeKept(sql);
	}

	private int execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			// A brace in a name is a brace, not JDBC's escape syntax.
			statement.setEscapeProcessing(false);
			return statement.executeUpdate(sql);
		}
	}

	private int executeKept(ParameterizedSql sql) throws SQLException {
		PreparedStatement statement = this.kept.get(sql.text());
		if (statement == null) {
			statement = this.connection.prepareStatement(sql.text());
			this.kept.put(sql.text(), statement);
		}
		sql.bind(statement);
		return statement.executeUpdate();
	}

	/**
	 * Closes what is kept. Where the connection is gone, that went with it.
	 */
	@Override
	public void close() {
		for (PreparedStatement statement : this.kept.values()) {
			try {
				statement.close();
			}
			catch (SQLException ex) {
				// It is the connection's end that closes it.
			}
		}
		this.kept.clear();
	}

}
