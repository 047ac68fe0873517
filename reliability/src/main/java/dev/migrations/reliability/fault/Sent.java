package dev.migrations.reliability.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Statement that is sent, with its parameters.
 *
 * @param sql the statement
 * @param parameters its parameters
 */
record Sent(String sql, List<@Nullable Object> parameters) {

	int execute(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.sql)) {
			for (int i = 0; i < this.parameters.size(); i++) {
				statement.setObject(i + 1, this.parameters.get(i));
			}
			return statement.executeUpdate();
		}
	}

}
