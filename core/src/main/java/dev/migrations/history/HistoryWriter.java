package dev.migrations.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.SqlFragments;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history table. Every method is one statement of the caller's transaction;
 * the caller holds the lock.
 */
public final class HistoryWriter {

	private final Dialect dialect;

	private final String table;

	private final RunContext run;

	private final String lockCondition;

	private final UnaryOperator<String> announcement;

	private final HistorySql sql;

	/**
	 * Creates a writer.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param run the run that writes
	 * @param lockCondition condition in SQL that holds in the session that has the lock;
	 * without it no migration begins
	 * @param announcement gives that condition in a form that also tells others which
	 * script is being applied
	 */
	public HistoryWriter(Dialect dialect, OwnTables tables, RunContext run, String lockCondition,
			UnaryOperator<String> announcement) {
		this.dialect = dialect;
		this.table = tables.history();
		this.run = run;
		this.lockCondition = lockCondition;
		this.announcement = announcement;
		this.sql = new HistorySql(dialect, tables, run);
	}

	/**
	 * Creates the table, or adds the columns that it lacks.
	 * @param connection the connection
	 * @param history the table as it was read
	 * @throws SQLException if that fails
	 */
	public void prepare(Connection connection, History history) throws SQLException {
		List<String> statements = this.sql.prepare(history);
		if (statements.isEmpty()) {
			return;
		}
		try (Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.executeUpdate(sql);
			}
		}
	}

	/**
	 * Whether the table is there with all of its columns.
	 * @param history the table as it was read
	 * @return whether there is nothing to prepare
	 */
	public boolean isPrepared(History history) {
		return Arrays.stream(HistoryColumn.values()).allMatch((column) -> history.columns().contains(column.sqlName()));
	}

	/**
	 * Records that a migration begins. A second runner that gets here for the same
	 * migration is refused by the primary key, or finds the row not as it was read.
	 * @param connection the connection
	 * @param migration the migration
	 * @param previous its row as it was read; null if it had none
	 * @return false if the row is no longer as it was read
	 * @throws SQLException if that fails; a duplicate key if the row exists by now
	 */
	public boolean begin(Connection connection, ResolvedMigration migration, @Nullable AppliedMigration previous)
			throws SQLException {
		Values values = values(migration).text(HistoryColumn.STATE, HistoryState.RUNNING.name());
		String condition = this.announcement.apply(migration.script());
		if (previous == null) {
			insert(connection, values, migration.key(), migration.version(), condition);
			return true;
		}
		return update(connection, values, migration.key(), previous, condition);
	}

	/**
	 * Text of a statement that records that a migration begins, to be sent together with
	 * what follows it. It fails, so that the server executes nothing of that, if there is
	 * a row already, and with an error of its own if the lock is lost.
	 * @param migration the migration, which has no row
	 * @return the statement
	 */
	public String begin(ResolvedMigration migration) {
		Values values = identified(withRun(values(migration)), migration.key(), migration.version());
		// The column does not accept NULL.
		values.expression(HistoryColumn.STATE,
				"CASE WHEN " + this.announcement.apply(migration.script()) + " THEN 'RUNNING' END");
		return "INSERT INTO " + this.table + " (" + values.names() + ") SELECT " + values.literals(this.dialect.sql());
	}

	/**
	 * Text of a statement that records that a migration is finished. It changes one row,
	 * unless the script has changed the history.
	 * @param migration the migration
	 * @param state its state from now on
	 * @return the statement
	 */
	public String finish(ResolvedMigration migration, HistoryState state) {
		SqlFragments sql = this.dialect.sql();
		return """
				UPDATE %s SET state = '%s', statement_checksum = %s, execution_ms = %s, applied_at = %s,
					failed_statement = NULL
				WHERE migration_key = %s AND state = 'RUNNING'""".formatted(this.table, state,
				sql.literal(migration.statementChecksum().get().value()), sql.millisSince("applied_at"), sql.now(),
				sql.literal(migration.key().stored()));
	}

	private static Values values(ResolvedMigration migration) {
		return new Values().text(HistoryColumn.SPELLING, migration.spelling())
			.text(HistoryColumn.DESCRIPTION, migration.description())
			.text(HistoryColumn.SCRIPT, migration.script())
			.text(HistoryColumn.CHECKSUM, migration.checksum().recorded())
			.number(HistoryColumn.SIZE_BYTES, migration.size())
			.number(HistoryColumn.CRC32, migration.crc32());
	}

	/**
	 * Records that taking a migration back begins, or goes on.
	 * @param connection the connection
	 * @param row its row as it was read
	 * @return false if the row is no longer as it was read
	 * @throws SQLException if that fails
	 */
	public boolean beginUndo(Connection connection, AppliedMigration row) throws SQLException {
		String sql = """
				UPDATE %s SET state = 'UNDOING', run_id = ?, tool_version = ?, instance = ?, application = ?,
					application_version = ?, failed_statement = NULL
				WHERE migration_key = ? AND state = ? AND applied_order = ?""".formatted(this.table);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, this.run.id());
			statement.setString(2, this.run.toolVersion());
			statement.setString(3, this.run.instance());
			statement.setString(4, this.run.application());
			statement.setString(5, this.run.applicationVersion());
			statement.setString(6, row.key().stored());
			statement.setString(7, row.state().name());
			statement.setLong(8, row.order());
			if (statement.executeUpdate() == 0) {
				return false;
			}
		}
		requireLock(connection, this.announcement.apply("undo of " + row.script()));
		return true;
	}

	/**
	 * Records that a migration is taken back. Who did so and when takes the place of who
	 * applied it.
	 * @param connection the connection
	 * @param key the migration
	 * @param duration how long it took
	 * @throws SQLException if that fails
	 */
	public void finishUndo(Connection connection, MigrationKey key, Duration duration) throws SQLException {
		String sql = """
				UPDATE %s SET state = 'UNDONE', execution_ms = ?, applied_at = %s, applied_by = %s, failed_statement = NULL
				WHERE migration_key = ? AND state = 'UNDOING'"""
			.formatted(this.table, this.dialect.sql().now(), this.dialect.sql().userOr("?"));
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, duration.toMillis());
			statement.setString(2, this.run.user());
			statement.setString(3, key.stored());
			requireOneRow(statement.executeUpdate(), key);
		}
	}

	/**
	 * Records that a migration is finished.
	 * @param connection the connection
	 * @param migration the migration
	 * @param state its state from now on
	 * @param duration how long it took
	 * @throws SQLException if that fails
	 */
	public void finish(Connection connection, ResolvedMigration migration, HistoryState state, Duration duration)
			throws SQLException {
		String sql = """
				UPDATE %s SET state = ?, statement_checksum = ?, execution_ms = ?, applied_at = %s, failed_statement = NULL
				WHERE migration_key = ? AND state = 'RUNNING'"""
			.formatted(this.table, this.dialect.sql().now());
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, state.name());
			statement.setString(2, migration.statementChecksum().get().recorded());
			statement.setLong(3, duration.toMillis());
			statement.setString(4, migration.key().stored());
			requireOneRow(statement.executeUpdate(), migration.key());
		}
	}

	/**
	 * Records that a statement failed after earlier ones had taken effect.
	 * @param connection the connection
	 * @param key the migration
	 * @param direction whether it was being applied, and has failed, or being taken back,
	 * which has not finished
	 * @param failedStatement number of the statement, counted from 1
	 * @throws SQLException if that fails
	 */
	public void fail(Connection connection, MigrationKey key, Direction direction, int failedStatement)
			throws SQLException {
		HistoryState before = (direction == Direction.UP) ? HistoryState.RUNNING : HistoryState.UNDOING;
		HistoryState after = (direction == Direction.UP) ? HistoryState.FAILED : HistoryState.UNDOING;
		String sql = "UPDATE %s SET state = '%s', failed_statement = ? WHERE migration_key = ? AND state = '%s'"
			.formatted(this.table, after, before);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setInt(1, failedStatement);
			statement.setString(2, key.stored());
			requireOneRow(statement.executeUpdate(), key);
		}
	}

	/**
	 * Records a baseline.
	 * @param connection the connection
	 * @param version the version up to which the schema is taken to be built
	 * @throws SQLException if that fails
	 */
	public void baseline(Connection connection, Version version) throws SQLException {
		Values values = new Values().text(HistoryColumn.SPELLING, version.toString())
			.text(HistoryColumn.DESCRIPTION, "baseline")
			.text(HistoryColumn.STATE, HistoryState.BASELINE.name());
		insert(connection, values, MigrationKey.baseline(version), version, this.lockCondition);
	}

	/**
	 * Records what became of an undo that was settled by hand.
	 * @param connection the connection
	 * @param row the row as it was read
	 * @param state its state from now on
	 * @throws SQLException if that fails, or the row is no longer as it was read
	 */
	public void settleUndo(Connection connection, AppliedMigration row, HistoryState state) throws SQLException {
		String sql = """
				UPDATE %s SET state = '%s', failed_statement = NULL
				WHERE migration_key = ? AND state = 'UNDOING' AND applied_order = ?""".formatted(this.table, state);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, row.key().stored());
			statement.setLong(2, row.order());
			requireOneRow(statement.executeUpdate(), row.key());
		}
	}

	/**
	 * Deletes the row of a migration.
	 * @param connection the connection
	 * @param row the row as it was read
	 * @throws SQLException if that fails, or the row is no longer as it was read
	 */
	public void forget(Connection connection, AppliedMigration row) throws SQLException {
		String sql = "DELETE FROM " + this.table + " WHERE migration_key = ? AND state = ? AND applied_order = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, row.key().stored());
			statement.setString(2, row.state().name());
			statement.setLong(3, row.order());
			requireOneRow(statement.executeUpdate(), row.key());
		}
	}

	/**
	 * Records the bytes of a file whose text is the one that was applied.
	 * @param connection the connection
	 * @param file the file
	 * @throws SQLException if that fails
	 */
	public void refresh(Connection connection, ResolvedMigration file) throws SQLException {
		String sql = "UPDATE " + this.table
				+ " SET size_bytes = ?, crc32 = ? WHERE migration_key = ? AND checksum = ? AND state = 'APPLIED'";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, file.size());
			statement.setLong(2, file.crc32());
			statement.setString(3, file.key().stored());
			statement.setString(4, file.checksum().value());
			statement.executeUpdate();
		}
	}

	/**
	 * Replaces the checksums of an applied migration by those of its file.
	 * @param connection the connection
	 * @param file the file
	 * @param row the row as it was read
	 * @throws SQLException if that fails, or the row is no longer as it was read
	 */
	public void adopt(Connection connection, ResolvedMigration file, AppliedMigration row) throws SQLException {
		String sql = """
				UPDATE %s SET checksum = ?, statement_checksum = ?, size_bytes = ?, crc32 = ?
				WHERE migration_key = ? AND state = ? AND applied_order = ?""".formatted(this.table);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, file.checksum().recorded());
			statement.setString(2, file.statementChecksum().get().recorded());
			statement.setLong(3, file.size());
			statement.setLong(4, file.crc32());
			statement.setString(5, row.key().stored());
			statement.setString(6, row.state().name());
			statement.setLong(7, row.order());
			requireOneRow(statement.executeUpdate(), row.key());
		}
	}

	private void insert(Connection connection, Values values, MigrationKey key, @Nullable Version version,
			String condition) throws SQLException {
		identified(withRun(values), key, version);
		String sql = "INSERT INTO " + this.table + " (" + values.names() + ") SELECT " + values.expressions()
				+ " FROM (SELECT 1 AS one) x WHERE " + condition;
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			values.bind(statement);
			if (statement.executeUpdate() == 0) {
				throw lockLost();
			}
		}
	}

	private boolean update(Connection connection, Values values, MigrationKey key, AppliedMigration previous,
			String condition) throws SQLException {
		withRun(values);
		String sql = "UPDATE " + this.table + " SET " + values.assignments()
				+ " WHERE migration_key = ? AND state = ? AND applied_order = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			int next = values.bind(statement);
			statement.setString(next, key.stored());
			statement.setString(next + 1, previous.state().name());
			statement.setLong(next + 2, previous.order());
			if (statement.executeUpdate() == 0) {
				return false;
			}
		}
		requireLock(connection, condition);
		return true;
	}

	private void requireLock(Connection connection, String condition) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT 1 FROM (SELECT 1 AS one) x WHERE " + condition)) {
			if (!row.next()) {
				throw lockLost();
			}
		}
	}

	private static Values identified(Values values, MigrationKey key, @Nullable Version version) {
		return values.text(HistoryColumn.MIGRATION_KEY, key.stored())
			.text(HistoryColumn.TYPE, key.type().name())
			.text(HistoryColumn.VERSION, (version != null) ? version.toString() : null);
	}

	/**
	 * The lock is no longer held by this session.
	 * @return the exception to throw
	 */
	public static MigrationLockException lockLost() {
		return new MigrationLockException(
				"The migration lock was lost: this session no longer holds it. Nothing was sent after that.",
				"Let nothing between the application and the database change sessions, such as a pooler in "
						+ "transaction mode or a driver that reconnects: set migrations.url to the server's own "
						+ "address. Then start again.");
	}

	private Values withRun(Values values) {
		return values.text(HistoryColumn.RUN_ID, this.run.id())
			.text(HistoryColumn.TOOL_VERSION, this.run.toolVersion())
			.text(HistoryColumn.INSTANCE, this.run.instance())
			.text(HistoryColumn.APPLICATION, this.run.application())
			.text(HistoryColumn.APPLICATION_VERSION, this.run.applicationVersion())
			.expression(HistoryColumn.APPLIED_ORDER,
					"(SELECT n FROM (SELECT COALESCE(MAX(applied_order), 0) + 1 AS n FROM " + this.table + ") h)")
			.expression(HistoryColumn.APPLIED_AT, this.dialect.sql().now())
			.text(HistoryColumn.APPLIED_BY, this.run.user(), this.dialect.sql().userOr("?"));
	}

	private void requireOneRow(int rows, MigrationKey key) throws SQLException {
		if (rows != 1) {
			throw new SQLException("The row of " + key + " in " + this.table + " is no longer as it was read");
		}
	}

	/**
	 * Values of one row, each a parameter or an expression that the server evaluates.
	 */
	private static final class Values {

		private final List<Value> values = new ArrayList<>();

		Values text(HistoryColumn column, @Nullable String value) {
			return text(column, value, "?");
		}

		Values text(HistoryColumn column, @Nullable String value, String expression) {
			this.values.add(new Value(column, expression, true, value));
			return this;
		}

		Values number(HistoryColumn column, long value) {
			this.values.add(new Value(column, "?", true, value));
			return this;
		}

		Values expression(HistoryColumn column, String expression) {
			this.values.add(new Value(column, expression, false, null));
			return this;
		}

		String names() {
			return this.values.stream().map((value) -> value.column().sqlName()).collect(Collectors.joining(", "));
		}

		String expressions() {
			return this.values.stream().map(Value::expression).collect(Collectors.joining(", "));
		}

		/**
		 * The expressions with the parameters in their places.
		 */
		String literals(SqlFragments sql) {
			return this.values.stream().map((value) -> value.literal(sql)).collect(Collectors.joining(", "));
		}

		String assignments() {
			return this.values.stream()
				.map((value) -> value.column().sqlName() + " = " + value.expression())
				.collect(Collectors.joining(", "));
		}

		/**
		 * Sets the parameters and returns the number of the first one after them.
		 */
		int bind(PreparedStatement statement) throws SQLException {
			int next = 1;
			for (Value value : this.values) {
				if (value.isBound()) {
					if (value.parameter() instanceof Long number) {
						statement.setLong(next++, number);
					}
					else {
						statement.setString(next++, (String) value.parameter());
					}
				}
			}
			return next;
		}

	}

	/**
	 * Value of one column.
	 *
	 * @param column the column
	 * @param expression what the server evaluates
	 * @param isBound whether the question mark in it stands for the parameter; in others
	 * it is a letter like any other
	 * @param parameter the parameter
	 */
	private record Value(HistoryColumn column, String expression, boolean isBound, @Nullable Object parameter) {

		String literal(SqlFragments sql) {
			if (!this.isBound) {
				return this.expression;
			}
			int place = this.expression.indexOf('?');
			String literal = (this.parameter instanceof String text) ? sql.literal(text)
					: String.valueOf(this.parameter);
			return this.expression.substring(0, place) + literal + this.expression.substring(place + 1);
		}

	}

}
