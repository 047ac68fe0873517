package dev.migrations.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.SqlFragments;
import dev.migrations.model.Direction;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationLockException;
import org.jspecify.annotations.Nullable;

/**
 * The table that records statement by statement how far a script got, for scripts whose
 * statements commit by themselves. It has rows only while a migration is not finished.
 */
final class Journal {

	private final Dialect dialect;

	private final Direction direction;

	private final OwnTables tables;

	private final String lockCondition;

	/**
	 * Creates a journal.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param lockCondition condition in SQL that holds in the session that has the lock;
	 * empty where it cannot get lost
	 */
	Journal(Dialect dialect, OwnTables tables, String lockCondition) {
		this(dialect, tables, lockCondition, Direction.UP);
	}

	private Journal(Dialect dialect, OwnTables tables, String lockCondition, Direction direction) {
		this.dialect = dialect;
		this.tables = tables;
		this.lockCondition = lockCondition;
		this.direction = direction;
	}

	/**
	 * The same journal for the scripts of a direction.
	 */
	Journal towards(Direction direction) {
		return new Journal(this.dialect, this.tables, this.lockCondition, direction);
	}

	/**
	 * Our own tables, this one among them.
	 */
	OwnTables tables() {
		return this.tables;
	}

	/**
	 * Creates the table unless it is there.
	 */
	void prepare(Connection connection) throws SQLException {
		SqlFragments sql = this.dialect.sql();
		String create = """
				CREATE TABLE IF NOT EXISTS %s (
					migration_key %s NOT NULL,
					direction %s NOT NULL,
					number %s NOT NULL,
					statement_hash %s NOT NULL,
					prefix_hash %s NOT NULL,
					kind %s NOT NULL,
					state %s NOT NULL,
					fingerprint %s,
					started_at %s NOT NULL,
					finished_at %s,
					PRIMARY KEY (migration_key, direction, number)
				)%s""".formatted(this.tables.step(), sql.text(500), sql.text(10), sql.number(), sql.text(100),
				sql.text(100), sql.text(30), sql.text(20), sql.text(4000), sql.timestamp(), sql.timestamp(),
				sql.tableOptions());
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate(create);
		}
	}

	/**
	 * Creates the table unless it is there, if that is part of the open transaction.
	 * Elsewhere it would commit what is not recorded yet, and the table is there already.
	 */
	void prepareInTransaction(Connection connection) throws SQLException {
		if (this.dialect.transactionalDdl()) {
			prepare(connection);
		}
	}

	/**
	 * Whether there is a table.
	 * @param connection the connection, with autocommit: a query that fails would spoil a
	 * transaction
	 */
	boolean exists(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.executeQuery("SELECT 1 FROM " + this.tables.step() + " WHERE 1 = 0").close();
			return true;
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isMissingTable(ex)) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Whether there are steps of any migration.
	 */
	boolean hasSteps(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + this.tables.step())) {
			row.next();
			return row.getLong(1) > 0;
		}
	}

	/**
	 * Reads the steps of a migration, by number.
	 */
	List<JournalStep> read(Connection connection, MigrationKey key) throws SQLException {
		String sql = """
				SELECT number, statement_hash, prefix_hash, state, fingerprint, kind FROM %s
				WHERE migration_key = ? AND direction = ?""".formatted(this.tables.step());
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, key.stored());
			statement.setString(2, this.direction.name());
			List<JournalStep> steps = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					steps.add(new JournalStep(rows.getInt(1), rows.getString(2), rows.getString(3),
							JournalStep.State.valueOf(rows.getString(4)), rows.getString(5), rows.getString(6)));
				}
			}
			steps.sort(Comparator.comparingInt(JournalStep::number));
			return steps;
		}
	}

	/**
	 * What the catalog said before a step, as it was recorded.
	 * @return the fingerprint; null if there is no such step
	 */
	@Nullable String fingerprint(Connection connection, MigrationKey key, int number) throws SQLException {
		for (JournalStep step : read(connection, key)) {
			if (step.number() == number) {
				return step.fingerprint();
			}
		}
		return null;
	}

	/**
	 * Records a step.
	 * @param fingerprint expression in SQL for what the catalog says before it
	 */
	void insert(Connection connection, MigrationKey key, JournalStep step, String fingerprint) throws SQLException {
		try {
			if (execute(connection, this.lockCondition.isEmpty() ? recorded(key, step, fingerprint) : inserting()
					+ this.dialect.sql().selectIf(values(key, step, fingerprint), this.lockCondition)) == 0) {
				throw lockLost(step);
			}
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isDuplicate(ex)) {
				throw takenOver(step);
			}
			throw ex;
		}
	}

	/**
	 * Text of a statement that records a step, where the lock is known to be held.
	 */
	String recorded(MigrationKey key, JournalStep step, String fingerprint) {
		return inserting() + "VALUES (" + values(key, step, fingerprint) + ")";
	}

	private String inserting() {
		return "INSERT INTO " + this.tables.step()
				+ " (migration_key, direction, number, statement_hash, prefix_hash, kind, "
				+ "state, fingerprint, started_at, finished_at) ";
	}

	private String values(MigrationKey key, JournalStep step, String fingerprint) {
		SqlFragments sql = this.dialect.sql();
		return sql.literal(key.stored()) + ", '" + this.direction + "', " + step.number() + ", '" + step.statementHash()
				+ "', '" + step.prefixHash() + "', " + sql.literal(step.kind()) + ", '" + step.state() + "', "
				+ fingerprint + ", " + sql.now() + ", "
				+ ((step.state() != JournalStep.State.INTENT) ? sql.now() : "NULL");
	}

	/**
	 * Text of a statement that records what became of a step.
	 */
	String finished(MigrationKey key, int number, JournalStep.State state) {
		return "UPDATE " + this.tables.step() + " SET state = '" + state + "', finished_at = "
				+ this.dialect.sql().now() + " WHERE " + of(key, "= " + number);
	}

	/**
	 * Text of a statement that forgets all steps of a migration.
	 */
	String forgotten(MigrationKey key) {
		return "DELETE FROM " + this.tables.step() + " WHERE " + of(key, "> 0");
	}

	private static int execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			// A brace in a name is a brace, not JDBC's escape syntax.
			statement.setEscapeProcessing(false);
			return statement.executeUpdate(sql);
		}
	}

	private static MigrationLockException lockLost(JournalStep step) {
		return new MigrationLockException(
				"The migration lock was lost before statement " + step.number()
						+ ": this session no longer holds it. Nothing was sent after that.",
				"Let nothing between the application and the database change sessions, then start again: the "
						+ "next start resumes at that statement.");
	}

	private static MigrationLockException takenOver(JournalStep step) {
		return new MigrationLockException(
				"Another instance works on the same script and has recorded statement " + step.number()
						+ " already, so that the lock was lost. What this instance had not committed is rolled back.",
				"Start again: the next start waits for the other instance, and goes on from what is in force.");
	}

	/**
	 * Records what became of a step that was about to be sent.
	 */
	void finish(Connection connection, MigrationKey key, int number, JournalStep.State state) throws SQLException {
		execute(connection, finished(key, number, state));
	}

	/**
	 * Forgets a step that did not take effect.
	 */
	void delete(Connection connection, MigrationKey key, int number) throws SQLException {
		delete(connection, key, "= " + number);
	}

	/**
	 * Forgets the step that is in doubt, if there is one.
	 */
	void deleteIntent(Connection connection, MigrationKey key) throws SQLException {
		delete(connection, key, "> 0 AND state = 'INTENT'");
	}

	/**
	 * Forgets all steps of a migration.
	 */
	void deleteAll(Connection connection, MigrationKey key) throws SQLException {
		execute(connection, forgotten(key));
	}

	private void delete(Connection connection, MigrationKey key, String numbers) throws SQLException {
		execute(connection, "DELETE FROM " + this.tables.step() + " WHERE " + of(key, numbers));
	}

	private String of(MigrationKey key, String numbers) {
		return "migration_key = " + this.dialect.sql().literal(key.stored()) + " AND direction = '" + this.direction
				+ "' AND number " + numbers;
	}

}
