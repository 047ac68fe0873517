package dev.migrations.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Words what is done to the history, as SQL without parameters: for statements that are
 * sent together with others, and for scripts that people execute.
 */
public final class HistorySql {

	private final Dialect dialect;

	private final String table;

	private final RunContext run;

	/**
	 * Creates the words for a table.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param run who is recorded
	 */
	public HistorySql(Dialect dialect, OwnTables tables, RunContext run) {
		this.dialect = dialect;
		this.table = tables.history();
		this.run = run;
	}

	/**
	 * Creates the table, or adds the columns that it lacks.
	 * @param history the table as it was read
	 * @return the statements, without delimiters
	 */
	public List<String> prepare(History history) {
		if (!history.exists()) {
			return List.of("CREATE TABLE " + this.table + " (\n\t" + String.join(",\n\t", definitions(history)) + "\n)"
					+ this.dialect.sql().tableOptions());
		}
		List<String> additions = definitions(history);
		additions.replaceAll((definition) -> "ALTER TABLE " + this.table + " ADD COLUMN " + definition);
		return additions;
	}

	/**
	 * The definitions of the columns that a table does not have.
	 */
	private List<String> definitions(History history) {
		List<String> definitions = new ArrayList<>();
		for (HistoryColumn column : HistoryColumn.values()) {
			if (!history.columns().contains(column.sqlName())) {
				definitions.add(column.definition(this.dialect.sql()));
			}
		}
		return definitions;
	}

	/**
	 * Records that a migration begins, whether or not the lock is held.
	 * @param migration the migration, which has no row
	 * @param order its number in the order of application
	 * @return the statement; it fails if there is a row by now
	 */
	public String begin(ResolvedMigration migration, long order) {
		return insert(begun(migration, order));
	}

	/**
	 * Records that a migration begins, if the lock is held.
	 * @param migration the migration, which has no row
	 * @param order its number in the order of application
	 * @param condition holds in the session that has the lock
	 * @return the statement; it changes nothing without the lock
	 */
	String beginWith(ResolvedMigration migration, long order, String condition) {
		return insert(begun(migration, order)) + from(condition);
	}

	/**
	 * Records that a migration begins, and fails without the lock.
	 * @param migration the migration, which has no row
	 * @param order its number in the order of application
	 * @param condition holds in the session that has the lock
	 * @return the statement
	 */
	String beginOrFail(ResolvedMigration migration, long order, String condition) {
		// The column does not accept NULL.
		return insert(begun(migration, order)
			.text(HistoryColumn.STATEMENT_CHECKSUM, migration.statementChecksum().get().recorded())
			.expression(HistoryColumn.STATE, "CASE WHEN " + condition + " THEN 'RUNNING' END"));
	}

	/**
	 * Records that a migration that has a row begins.
	 * @param migration the migration
	 * @param order its number in the order of application
	 * @param previous its row as it was read
	 * @return the statement; it changes nothing if the row is no longer as it was read
	 */
	String beginAgain(ResolvedMigration migration, long order, AppliedMigration previous) {
		RowValues values = withRun(described(new RowValues(this.dialect.sql()), migration), order)
			.text(HistoryColumn.STATE, HistoryState.RUNNING.name());
		return "UPDATE " + this.table + " SET " + values.assignments() + where(previous);
	}

	private RowValues begun(ResolvedMigration migration, long order) {
		return withRun(described(identified(migration.key(), migration.version()), migration), order)
			.text(HistoryColumn.STATE, HistoryState.RUNNING.name());
	}

	/**
	 * Records that taking a migration back begins, or goes on.
	 * @param row its row as it was read
	 * @return the statement; it changes nothing if the row is no longer as it was read
	 */
	String beginUndo(AppliedMigration row) {
		RowValues values = origin(new RowValues(this.dialect.sql()).text(HistoryColumn.STATE, "UNDOING"))
			.expression(HistoryColumn.FAILED_STATEMENT, "NULL");
		return "UPDATE " + this.table + " SET " + values.assignments() + where(row);
	}

	/**
	 * Records that a migration is finished.
	 * @param migration the migration
	 * @param state its state from now on
	 * @param duration how long it took; null if the server has to tell
	 * @return the statement; it changes one row, unless the script has changed the
	 * history
	 */
	public String finish(ResolvedMigration migration, HistoryState state, @Nullable Duration duration) {
		RowValues values = new RowValues(this.dialect.sql()).text(HistoryColumn.STATE, state.name())
			.text(HistoryColumn.STATEMENT_CHECKSUM, migration.statementChecksum().get().recorded())
			.duration(duration)
			.expression(HistoryColumn.APPLIED_AT, this.dialect.sql().now())
			.expression(HistoryColumn.FAILED_STATEMENT, "NULL");
		return "UPDATE " + this.table + " SET " + values.assignments() + where(migration.key(), HistoryState.RUNNING);
	}

	/**
	 * Records that migrations are finished that were begun one after the other, each when
	 * the one before it had ended.
	 * @param migrations the migrations, whose rows have their checksums already
	 * @return the statement; it changes the row of each, unless a script has changed the
	 * history
	 */
	public String finish(List<ResolvedMigration> migrations) {
		String ended = "ended.ended_at";
		String begun = this.table + '.' + HistoryColumn.APPLIED_AT.sqlName();
		RowValues values = new RowValues(this.dialect.sql()).text(HistoryColumn.STATE, HistoryState.APPLIED.name())
			.expression(HistoryColumn.EXECUTION_MS, this.dialect.sql().millisBetween(begun, ended))
			.expression(HistoryColumn.APPLIED_AT, ended);
		String running = " IN (" + keys(migrations) + ") AND state = '" + HistoryState.RUNNING + "'";
		return "UPDATE " + this.table + " SET " + values.assignments() + """
				 FROM (SELECT migration_key, LEAD(applied_at, 1, %s) OVER (ORDER BY applied_order) AS ended_at
				FROM %s WHERE migration_key%s) ended WHERE %s.migration_key = ended.migration_key"""
			.formatted(this.dialect.sql().now(), this.table, running, this.table);
	}

	/**
	 * Asks how long migrations took.
	 * @param migrations the migrations
	 * @return the query, which gives their keys and milliseconds
	 */
	public String durations(List<ResolvedMigration> migrations) {
		return "SELECT migration_key, execution_ms FROM " + this.table + " WHERE migration_key IN (" + keys(migrations)
				+ ")";
	}

	private String keys(List<ResolvedMigration> migrations) {
		StringBuilder keys = new StringBuilder();
		for (ResolvedMigration migration : migrations) {
			keys.append(keys.isEmpty() ? "" : ", ").append(literal(migration.key().stored()));
		}
		return keys.toString();
	}

	/**
	 * Records that a migration is taken back. Who did so and when takes the place of who
	 * applied it.
	 */
	String finishUndo(MigrationKey key, Duration duration) {
		RowValues values = new RowValues(this.dialect.sql()).text(HistoryColumn.STATE, "UNDONE")
			.duration(duration)
			.expression(HistoryColumn.APPLIED_AT, this.dialect.sql().now())
			.expression(HistoryColumn.APPLIED_BY, user())
			.expression(HistoryColumn.FAILED_STATEMENT, "NULL");
		return "UPDATE " + this.table + " SET " + values.assignments() + where(key, HistoryState.UNDOING);
	}

	/**
	 * Records that a statement failed after earlier ones had taken effect.
	 */
	String fail(MigrationKey key, Direction direction, int failedStatement) {
		HistoryState before = (direction == Direction.UP) ? HistoryState.RUNNING : HistoryState.UNDOING;
		HistoryState after = (direction == Direction.UP) ? HistoryState.FAILED : HistoryState.UNDOING;
		return "UPDATE " + this.table + " SET state = '" + after + "', failed_statement = " + failedStatement
				+ where(key, before);
	}

	/**
	 * Records what became of an undo that was settled by hand.
	 */
	String settleUndo(AppliedMigration row, HistoryState state) {
		return "UPDATE " + this.table + " SET state = '" + state + "', failed_statement = NULL" + where(row);
	}

	/**
	 * Deletes the row of a migration.
	 */
	String forget(AppliedMigration row) {
		return "DELETE FROM " + this.table + where(row);
	}

	/**
	 * Records the bytes of a file whose text is the one that was applied.
	 */
	String refresh(ResolvedMigration file) {
		return "UPDATE " + this.table + " SET size_bytes = " + file.size() + ", crc32 = " + file.crc32()
				+ where(file.key(), HistoryState.APPLIED) + " AND checksum = " + literal(file.checksum().value());
	}

	/**
	 * Replaces the checksums of an applied migration by those of its file.
	 */
	String adopt(ResolvedMigration file, AppliedMigration row) {
		RowValues values = checksummed(new RowValues(this.dialect.sql()), file).text(HistoryColumn.STATEMENT_CHECKSUM,
				file.statementChecksum().get().recorded());
		return "UPDATE " + this.table + " SET " + values.assignments() + where(row);
	}

	/**
	 * Records a migration as finished, in a script that people execute.
	 * @param migration the migration
	 * @param previous its row; null if it has none
	 * @param state its state
	 * @return the statements, without delimiters
	 */
	public List<String> record(ResolvedMigration migration, @Nullable AppliedMigration previous, HistoryState state) {
		List<String> statements = new ArrayList<>();
		if (previous != null) {
			statements.add("DELETE FROM " + this.table + " WHERE migration_key = " + literal(migration.key().stored()));
		}
		RowValues values = described(identified(migration.key(), migration.version()), migration)
			.text(HistoryColumn.STATEMENT_CHECKSUM, migration.statementChecksum().get().recorded())
			.text(HistoryColumn.STATE, state.name());
		statements.add(insert(written(values)));
		return statements;
	}

	/**
	 * Records a baseline, in a script that people execute.
	 * @param version the version up to which the schema is taken to be built
	 * @return the statement, without a delimiter
	 */
	public String baseline(Version version) {
		return insert(written(baselined(version)));
	}

	/**
	 * Records a baseline, if the lock is held.
	 * @param version the version up to which the schema is taken to be built
	 * @param condition holds in the session that has the lock
	 * @return the statement; it changes nothing without the lock
	 */
	String baselineWith(Version version, String condition) {
		return insert(withRun(baselined(version))) + from(condition);
	}

	private RowValues baselined(Version version) {
		return identified(MigrationKey.baseline(version), version).text(HistoryColumn.SPELLING, version.toString())
			.text(HistoryColumn.DESCRIPTION, "baseline")
			.text(HistoryColumn.STATE, HistoryState.BASELINE.name());
	}

	private String insert(RowValues values) {
		return "INSERT INTO " + this.table + " (" + values.names() + ")\nSELECT " + values.values();
	}

	private static String from(String condition) {
		return " FROM (SELECT 1 AS one) x WHERE " + condition;
	}

	private String where(MigrationKey key, HistoryState state) {
		return " WHERE migration_key = " + literal(key.stored()) + " AND state = '" + state + "'";
	}

	private String where(AppliedMigration row) {
		return where(row.key(), row.state()) + " AND applied_order = " + row.order();
	}

	private RowValues identified(MigrationKey key, @Nullable Version version) {
		return new RowValues(this.dialect.sql()).text(HistoryColumn.MIGRATION_KEY, key.stored())
			.text(HistoryColumn.TYPE, key.type().name())
			.text(HistoryColumn.VERSION, (version != null) ? version.toString() : null);
	}

	private static RowValues described(RowValues values, ResolvedMigration migration) {
		return checksummed(values.text(HistoryColumn.SPELLING, migration.spelling())
			.text(HistoryColumn.DESCRIPTION, migration.description())
			.text(HistoryColumn.SCRIPT, migration.script()), migration);
	}

	private static RowValues checksummed(RowValues values, ResolvedMigration migration) {
		return values.text(HistoryColumn.CHECKSUM, migration.checksum().recorded())
			.number(HistoryColumn.SIZE_BYTES, migration.size())
			.number(HistoryColumn.CRC32, migration.crc32());
	}

	/**
	 * Which instance will execute a written plan is not known; which one wrote it is.
	 */
	private RowValues written(RowValues values) {
		return withRun(values).text(HistoryColumn.INSTANCE, "SQL written by " + this.run.instance());
	}

	/**
	 * Where nobody knows which rows there will be, the server has to find the next number
	 * among all of them.
	 */
	private RowValues withRun(RowValues values) {
		return origin(values)
			.expression(HistoryColumn.APPLIED_ORDER,
					"(SELECT n FROM (SELECT COALESCE(MAX(applied_order), 0) + 1 AS n FROM " + this.table + ") h)")
			.expression(HistoryColumn.APPLIED_BY, user())
			.expression(HistoryColumn.APPLIED_AT, this.dialect.sql().now());
	}

	private RowValues withRun(RowValues values, long order) {
		return origin(values).number(HistoryColumn.APPLIED_ORDER, order)
			.expression(HistoryColumn.APPLIED_BY, user())
			.expression(HistoryColumn.APPLIED_AT, this.dialect.sql().now());
	}

	private RowValues origin(RowValues values) {
		return values.text(HistoryColumn.RUN_ID, this.run.id())
			.text(HistoryColumn.TOOL_VERSION, this.run.toolVersion())
			.text(HistoryColumn.INSTANCE, this.run.instance())
			.text(HistoryColumn.APPLICATION, this.run.application())
			.text(HistoryColumn.APPLICATION_VERSION, this.run.applicationVersion());
	}

	private String user() {
		return this.dialect.sql().userOr(literal(this.run.user()));
	}

	private String literal(String text) {
		return this.dialect.sql().literal(text);
	}

}
