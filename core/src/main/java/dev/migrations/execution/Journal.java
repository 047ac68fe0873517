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
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.history.OwnStatements;
import dev.migrations.model.Direction;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationLockException;
import org.jspecify.annotations.Nullable;

/**
 * The table that records statement by statement how far a script got, for scripts whose
 * statements commit by themselves. It has rows only while a migration is not finished.
 * <p>
 * A statement that is announced took effect once a later one is recorded. So while a step
 * is forgotten, those in front of it have to be recorded as done.
 */
final class Journal {

	private final Dialect dialect;

	private final OwnTables tables;

	private final OwnStatements statements;

	private final JournalSql sql;

	/**
	 * Creates a journal.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param lockCondition condition in SQL that holds in the session that has the lock;
	 * empty where it cannot get lost
	 * @param run identifies the run that writes
	 * @param statements executes what is written
	 */
	Journal(Dialect dialect, OwnTables tables, String lockCondition, String run, OwnStatements statements) {
		this(dialect, tables, statements,
				new JournalSql(dialect, tables.step(), Direction.UP, lockCondition, tables.history(), run));
	}

	private Journal(Dialect dialect, OwnTables tables, OwnStatements statements, JournalSql sql) {
		this.dialect = dialect;
		this.tables = tables;
		this.statements = statements;
		this.sql = sql;
	}

	/**
	 * The same journal for the scripts of a direction.
	 */
	Journal towards(Direction direction) {
		return (direction == this.sql.direction()) ? this
				: new Journal(this.dialect, this.tables, this.statements, this.sql.towards(direction));
	}

	/**
	 * Our own tables, this one among them.
	 */
	OwnTables tables() {
		return this.tables;
	}

	/**
	 * The words of what is sent together with a script.
	 */
	JournalSql sql() {
		return this.sql;
	}

	/**
	 * Creates the table unless it is there.
	 */
	void prepare(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate(this.sql.create());
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
			statement.executeQuery("SELECT 1 FROM " + this.sql.table() + " WHERE 1 = 0").close();
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
				ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + this.sql.table())) {
			row.next();
			return row.getLong(1) > 0;
		}
	}

	/**
	 * Reads the steps of a migration, by number.
	 */
	List<JournalStep> read(Connection connection, MigrationKey key) throws SQLException {
		return read(connection, this.sql.table(), key, this.sql.direction());
	}

	static List<JournalStep> read(Connection connection, String table, MigrationKey key, Direction direction)
			throws SQLException {
		String query = """
				SELECT number, statement_hash, prefix_hash, state, fingerprint, kind FROM %s
				WHERE migration_key = ? AND direction = ?""".formatted(table);
		try (PreparedStatement statement = connection.prepareStatement(query)) {
			statement.setString(1, key.stored());
			statement.setString(2, direction.name());
			List<JournalStep> steps = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					steps.add(new JournalStep(rows.getInt(1), rows.getString(2), rows.getString(3),
							JournalStep.State.valueOf(rows.getString(4)), rows.getString(5), rows.getString(6)));
				}
			}
			steps.sort(Comparator.comparingInt(JournalStep::number));
			for (int i = 0; i < steps.size() - 1; i++) {
				steps.set(i, steps.get(i).followed());
			}
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
	 * Records a step of a migration that this run has begun.
	 * @param fingerprint expression in SQL for what the catalog says before it
	 */
	void insert(MigrationKey key, JournalStep step, ParameterizedSql fingerprint) throws SQLException {
		insert(step, this.sql.insertBegun(key, step, fingerprint));
	}

	/**
	 * Records a step that was settled by hand, of a migration that nobody applies.
	 */
	void settle(MigrationKey key, JournalStep step) throws SQLException {
		insert(step, this.sql.insert(key, step, ParameterizedSql.of("NULL")));
	}

	private void insert(JournalStep step, ParameterizedSql insert) throws SQLException {
		try {
			if (this.statements.execute(insert) == 0) {
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

	private static MigrationLockException lockLost(JournalStep step) {
		return new MigrationLockException("The migration lock was lost before statement " + step.number()
				+ ": this session no longer holds it, or another run has begun the migration again. Nothing was "
				+ "sent after that.",
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
	void finish(MigrationKey key, int number, JournalStep.State state) throws SQLException {
		this.statements.execute(this.sql.finish(key, number, state));
	}

	/**
	 * Forgets a step that did not take effect. Within a transaction.
	 */
	void delete(MigrationKey key, int number) throws SQLException {
		this.statements.execute(this.sql.finishBefore(key, number));
		this.statements.execute(this.sql.delete(key, number));
	}

	/**
	 * Forgets the step that is in doubt, if there is one. Within a transaction.
	 */
	void deleteIntent(Connection connection, MigrationKey key) throws SQLException {
		List<JournalStep> steps = read(connection, key);
		JournalStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
		if (last != null && last.state() == JournalStep.State.INTENT) {
			delete(key, last.number());
		}
	}

	/**
	 * Forgets all steps of a migration.
	 */
	void deleteAll(MigrationKey key) throws SQLException {
		this.statements.execute(this.sql.deleteAll(key));
	}

}
