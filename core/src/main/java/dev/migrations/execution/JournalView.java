package dev.migrations.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.Direction;
import dev.migrations.model.MigrationKey;
import org.jspecify.annotations.Nullable;

/**
 * What the journal shows to whoever looks on, without the lock. Where there is none, or
 * whoever asks may not read it, it shows nothing.
 */
final class JournalView {

	private final Dialect dialect;

	private final String table;

	JournalView(Dialect dialect, OwnTables tables) {
		this.dialect = dialect;
		this.table = tables.step();
	}

	/**
	 * How far the migrations that are not finished have got: through the step recorded
	 * last, or, where that is only announced, up to it.
	 * @return the number of the last statement that is in force, by stored key
	 */
	Map<String, Integer> done(Connection connection) throws SQLException {
		String sql = """
				SELECT migration_key, MAX(CASE state WHEN 'INTENT' THEN number - 1 ELSE number END) FROM %s
				GROUP BY migration_key""".formatted(this.table);
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			Map<String, Integer> done = new HashMap<>();
			while (rows.next()) {
				done.put(rows.getString(1), rows.getInt(2));
			}
			return done;
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isConnectionLost(ex)) {
				throw ex;
			}
			// There is none, or whoever asks may not read it.
			return Map.of();
		}
	}

	/**
	 * The steps of a migration, by number.
	 */
	List<JournalStep> steps(Connection connection, MigrationKey key, Direction towards) throws SQLException {
		try {
			return Journal.read(connection, this.table, key, towards);
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isConnectionLost(ex)) {
				throw ex;
			}
			return List.of();
		}
	}

	/**
	 * The statement of a migration that is about to be sent, or is being executed.
	 * @return its number; null if there is none
	 */
	@Nullable Integer announced(Connection connection, MigrationKey key, Direction towards) throws SQLException {
		String sql = "SELECT number, state FROM " + this.table
				+ " WHERE migration_key = ? AND direction = ? ORDER BY number DESC";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, key.stored());
			statement.setString(2, towards.name());
			statement.setMaxRows(1);
			try (ResultSet last = statement.executeQuery()) {
				return (last.next() && last.getString(2).equals(JournalStep.State.INTENT.name())) ? last.getInt(1)
						: null;
			}
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isConnectionLost(ex)) {
				throw ex;
			}
			return null;
		}
	}

}
