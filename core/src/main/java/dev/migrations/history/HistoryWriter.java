package dev.migrations.history;

import java.sql.SQLException;
import java.time.Duration;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.ParameterizedSql;
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

	private final String table;

	private final LockConditions lock;

	private final HistorySql sql;

	private final PipelinedHistorySql pipelined;

	private final SqlFragments words;

	private final OwnStatements statements;

	/** The history that was found to be prepared last; null if none was. */
	private @Nullable History prepared;

	/**
	 * Creates a writer.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param run the run that writes
	 * @param lock conditions under which a migration begins
	 * @param statements executes what is written
	 */
	public HistoryWriter(Dialect dialect, OwnTables tables, RunContext run, LockConditions lock,
			OwnStatements statements) {
		this.statements = statements;
		this.table = tables.history();
		this.lock = lock;
		this.sql = new HistorySql(dialect, tables, run);
		this.pipelined = new PipelinedHistorySql(new RowContents(dialect.sql(), this.table, run), lock);
		this.words = dialect.sql();
	}

	/**
	 * Creates the table, or adds the columns that it lacks.
	 * @param history the table as it was read
	 * @throws SQLException if that fails
	 */
	public void prepare(History history) throws SQLException {
		if (isPrepared(history)) {
			return;
		}
		for (String sql : this.sql.prepare(history)) {
			this.statements.execute(sql);
		}
	}

	/**
	 * Whether the table is there with all of its columns.
	 * @param history the table as it was read
	 * @return whether there is nothing to prepare
	 */
	public boolean isPrepared(History history) {
		if (history == this.prepared) {
			// It is asked for each migration, and read once.
			return true;
		}
		for (HistoryColumn column : HistoryColumn.values()) {
			if (!history.columns().contains(column.sqlName())) {
				return false;
			}
		}
		this.prepared = history;
		return true;
	}

	/**
	 * Records that a migration begins. A second runner that gets here for the same
	 * migration is refused by the primary key, or finds the row not as it was read.
	 * @param migration the migration
	 * @param order its number in the order of application
	 * @param previous its row as it was read; null if it had none
	 * @return false if the row is no longer as it was read
	 * @throws SQLException if that fails; a duplicate key if the row exists by now
	 */
	public boolean begin(ResolvedMigration migration, long order, @Nullable AppliedMigration previous)
			throws SQLException {
		String condition = locked(migration.script());
		if (previous == null) {
			requireOne(this.statements.execute(this.sql.beginWith(migration, order, condition)));
			return true;
		}
		if (this.statements.execute(this.sql.beginAgain(migration, order, previous)) == 0) {
			return false;
		}
		requireLock(condition);
		return true;
	}

	private String locked(String script) {
		String name = this.lock.name(script);
		return this.lock.heldBy(name.isEmpty() ? "" : this.words.literal(name));
	}

	/**
	 * The words of what is written in one trip with scripts, where the server executes
	 * nothing behind the first statement that fails.
	 * @return the words
	 */
	public PipelinedHistorySql pipelined() {
		return this.pipelined;
	}

	/**
	 * What a session says that it is at while it takes a migration back.
	 * @param script the migration
	 * @return the words
	 */
	public static String undoOf(String script) {
		return "undo of " + script;
	}

	/**
	 * Records that taking a migration back begins, or goes on.
	 * @param row its row as it was read
	 * @return false if the row is no longer as it was read
	 * @throws SQLException if that fails
	 */
	public boolean beginUndo(AppliedMigration row) throws SQLException {
		if (this.statements.execute(this.sql.beginUndo(row)) == 0) {
			return false;
		}
		requireLock(locked(undoOf(row.script())));
		return true;
	}

	/**
	 * Records that a migration is taken back. Who did so and when takes the place of who
	 * applied it.
	 * @param key the migration
	 * @param duration how long it took
	 * @throws SQLException if that fails
	 */
	public void finishUndo(MigrationKey key, Duration duration) throws SQLException {
		update(this.sql.finishUndo(key, duration), key);
	}

	/**
	 * Records that a migration is finished.
	 * @param migration the migration
	 * @param state its state from now on
	 * @param duration how long it took
	 * @throws SQLException if that fails
	 */
	public void finish(ResolvedMigration migration, HistoryState state, Duration duration) throws SQLException {
		update(this.sql.finish(migration, state, duration), migration.key());
	}

	/**
	 * Records that a statement failed after earlier ones had taken effect.
	 * @param key the migration
	 * @param direction whether it was being applied, and has failed, or being taken back,
	 * which has not finished
	 * @param failedStatement number of the statement, counted from 1
	 * @throws SQLException if that fails
	 */
	public void fail(MigrationKey key, Direction direction, int failedStatement) throws SQLException {
		update(this.sql.fail(key, direction, failedStatement), key);
	}

	/**
	 * Records a baseline.
	 * @param version the version up to which the schema is taken to be built
	 * @throws SQLException if that fails
	 */
	public void baseline(Version version) throws SQLException {
		requireOne(this.statements.execute(this.sql.baselineWith(version, this.lock.held())));
	}

	/**
	 * Records what became of an undo that was settled by hand.
	 * @param row the row as it was read
	 * @param state its state from now on
	 * @throws SQLException if that fails, or the row is no longer as it was read
	 */
	public void settleUndo(AppliedMigration row, HistoryState state) throws SQLException {
		update(this.sql.settleUndo(row, state), row.key());
	}

	/**
	 * Deletes the row of a migration.
	 * @param row the row as it was read
	 * @throws SQLException if that fails, or the row is no longer as it was read
	 */
	public void forget(AppliedMigration row) throws SQLException {
		update(this.sql.forget(row), row.key());
	}

	/**
	 * Records that an applied migration needs no file any more.
	 * @param row the row as it was read
	 * @throws SQLException if that fails, or the row is no longer as it was read
	 */
	public void retire(AppliedMigration row) throws SQLException {
		update(this.sql.retire(row), row.key());
	}

	/**
	 * Records the bytes of a file whose text is the one that was applied.
	 * @param file the file
	 * @throws SQLException if that fails
	 */
	public void refresh(ResolvedMigration file) throws SQLException {
		this.statements.execute(this.sql.refresh(file));
	}

	/**
	 * Replaces the checksums of an applied migration by those of its file.
	 * @param file the file
	 * @param row the row as it was read
	 * @throws SQLException if that fails, or the row is no longer as it was read
	 */
	public void adopt(ResolvedMigration file, AppliedMigration row) throws SQLException {
		update(this.sql.adopt(file, row), row.key());
	}

	private static void requireOne(int inserted) {
		if (inserted == 0) {
			throw lockLost();
		}
	}

	private void update(ParameterizedSql sql, MigrationKey key) throws SQLException {
		if (this.statements.execute(sql) != 1) {
			throw new SQLException("The row of " + key + " in " + this.table + " is no longer as it was read");
		}
	}

	private void requireLock(String condition) throws SQLException {
		if (!condition.isEmpty() && !this.statements.holds(condition)) {
			throw lockLost();
		}
	}

	/**
	 * The lock is no longer held by this session.
	 * @return the exception to throw
	 */
	public static MigrationLockException lockLost() {
		return new MigrationLockException(
				"The migration lock was lost: this session no longer holds it. Nothing was sent after that.",
				"If the script before has released it, as DISCARD ALL, pg_advisory_unlock_all() and RELEASE_ALL_LOCKS() "
						+ "do, start again, and also if it is an H2 server that has lost the connection which held it. "
						+ "Otherwise let nothing between the application and the database change "
						+ "sessions, such as a pooler in transaction mode or a driver that reconnects: set "
						+ "migrations.url to the server's own address. Then start again.");
	}

}
