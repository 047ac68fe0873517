package dev.migrations.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.SqlFragments;

/**
 * Executes what we write to our own tables. On H2 a statement is prepared once and kept:
 * the database compiles it anew after each change of the schema, but need not read the
 * text of one that it knows. Elsewhere preparing would be a trip, so that a statement has
 * its values in it.
 */
public final class OwnStatements implements AutoCloseable {

	private final Connection connection;

	private final Dialect dialect;

	/** By the shape of their SQL. */
	private final Map<Object, PreparedStatement> kept = new HashMap<>();

	/**
	 * Creates statements of a connection.
	 * @param connection the connection
	 * @param dialect the database
	 */
	public OwnStatements(Connection connection, Dialect dialect) {
		this.connection = connection;
		this.dialect = dialect;
	}

	/**
	 * Executes a statement.
	 * @param sql the statement
	 * @return how many rows it has changed
	 * @throws SQLException if it fails
	 */
	public int execute(ParameterizedSql sql) throws SQLException {
		return (this.dialect.keepsStatements() && sql.hasValues()) ? executeKept(sql)
				: execute(sql.whole(this.dialect.sql()));
	}

	/**
	 * Executes a statement that has its values in it.
	 * @param sql the statement
	 * @return how many rows it has changed
	 * @throws SQLException if it fails
	 */
	int execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			// A brace in a name is a brace, not JDBC's escape syntax.
			statement.setEscapeProcessing(false);
			return statement.executeUpdate(sql);
		}
	}

	private int executeKept(ParameterizedSql sql) throws SQLException {
		PreparedStatement statement = this.kept.get(sql.shape());
		if (statement == null) {
			statement = this.connection.prepareStatement(sql.prepared());
			this.kept.put(sql.shape(), statement);
		}
		sql.bind(statement);
		return statement.executeUpdate();
	}

	/**
	 * Whether a condition holds.
	 * @param condition the condition
	 * @return whether it does
	 * @throws SQLException if it cannot be asked
	 */
	boolean holds(String condition) throws SQLException {
		SqlFragments sql = this.dialect.sql();
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery(sql.selectIf(ParameterizedSql.of("1"), condition).whole(sql))) {
			return row.next();
		}
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
