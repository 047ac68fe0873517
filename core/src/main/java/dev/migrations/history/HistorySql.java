package dev.migrations.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Words what is done to the history: for statements that are sent by themselves, and for
 * scripts that people execute.
 */
public final class HistorySql {

	private final Dialect dialect;

	private final String table;

	private final RowContents contents;

	/**
	 * Creates the words for a table.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param run who is recorded
	 */
	public HistorySql(Dialect dialect, OwnTables tables, RunContext run) {
		this.dialect = dialect;
		this.table = tables.history();
		this.contents = new RowContents(dialect.sql(), this.table, run);
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
	 * Records that a migration begins, if the lock is held.
	 * @param migration the migration, which has no row
	 * @param order its number in the order of application
	 * @param condition holds in the session that has the lock; empty where it cannot get
	 * lost
	 * @return the statement; it changes nothing without the lock
	 */
	ParameterizedSql beginWith(ResolvedMigration migration, long order, String condition) {
		return this.contents.begun(migration, order).insertInto(this.table, condition);
	}

	/**
	 * Records that a migration that has a row begins.
	 * @param migration the migration
	 * @param order its number in the order of application
	 * @param previous its row as it was read
	 * @return the statement; it changes nothing if the row is no longer as it was read
	 */
	ParameterizedSql beginAgain(ResolvedMigration migration, long order, AppliedMigration previous) {
		RowValues values = this.contents.applied(this.contents.described(values(), migration), order)
			.text(HistoryColumn.STATE, HistoryState.RUNNING.name());
		return values.update(this.table).append(where(previous));
	}

	/**
	 * Records that taking a migration back begins, or goes on. Until it is taken back,
	 * the row says from where it was applied.
	 * @param row its row as it was read
	 * @return the statement; it changes nothing if the row is no longer as it was read
	 */
	ParameterizedSql beginUndo(AppliedMigration row) {
		RowValues values = values().text(HistoryColumn.STATE, HistoryState.UNDOING.name())
			.none(HistoryColumn.FAILED_STATEMENT);
		return values.update(this.table).append(where(row));
	}

	/**
	 * Records that a migration is finished.
	 * @param migration the migration
	 * @param state its state from now on
	 * @param duration how long it took
	 * @return the statement; it changes one row, unless the script has changed the
	 * history
	 */
	ParameterizedSql finish(ResolvedMigration migration, HistoryState state, Duration duration) {
		RowValues values = values().text(HistoryColumn.STATE, state.name())
			.text(HistoryColumn.STATEMENT_CHECKSUM, migration.statements().recorded())
			.duration(duration)
			.expression(HistoryColumn.APPLIED_AT, this.dialect.sql().now())
			.none(HistoryColumn.FAILED_STATEMENT);
		return values.update(this.table).append(where(migration.key(), HistoryState.RUNNING));
	}

	/**
	 * Records that a migration is taken back. Who did so, when and from where takes the
	 * place of who applied it.
	 */
	ParameterizedSql finishUndo(MigrationKey key, Duration duration) {
		return undone().duration(duration).update(this.table).append(where(key, HistoryState.UNDOING));
	}

	private RowValues undone() {
		return this.contents.origin(values().text(HistoryColumn.STATE, HistoryState.UNDONE.name()))
			.expression(HistoryColumn.APPLIED_AT, this.dialect.sql().now())
			.expression(HistoryColumn.APPLIED_BY, this.contents.user())
			.none(HistoryColumn.FAILED_STATEMENT);
	}

	/**
	 * Records that a statement failed after earlier ones had taken effect.
	 */
	ParameterizedSql fail(MigrationKey key, Direction direction, int failedStatement) {
		HistoryState before = (direction == Direction.UP) ? HistoryState.RUNNING : HistoryState.UNDOING;
		HistoryState after = (direction == Direction.UP) ? HistoryState.FAILED : HistoryState.UNDOING;
		return values().text(HistoryColumn.STATE, after.name())
			.number(HistoryColumn.FAILED_STATEMENT, failedStatement)
			.update(this.table)
			.append(where(key, before));
	}

	/**
	 * Records what became of an undo that was settled by hand. How long somebody took for
	 * that is not known.
	 */
	ParameterizedSql settleUndo(AppliedMigration row, HistoryState state) {
		RowValues values = (state == HistoryState.UNDONE) ? undone().none(HistoryColumn.EXECUTION_MS)
				: values().text(HistoryColumn.STATE, state.name()).none(HistoryColumn.FAILED_STATEMENT);
		return values.update(this.table).append(where(row));
	}

	/**
	 * Deletes the row of a migration.
	 */
	ParameterizedSql forget(AppliedMigration row) {
		return ParameterizedSql.of("DELETE FROM " + this.table).append(where(row));
	}

	/**
	 * Records that an applied migration needs no file any more. Who applied it and when
	 * stays.
	 */
	ParameterizedSql retire(AppliedMigration row) {
		return values().text(HistoryColumn.STATE, HistoryState.RETIRED.name()).update(this.table).append(where(row));
	}

	/**
	 * Records the bytes of a file whose text is the one that was applied.
	 */
	ParameterizedSql refresh(ResolvedMigration file) {
		return values().number(HistoryColumn.SIZE_BYTES, file.size())
			.number(HistoryColumn.CRC32, file.crc32())
			.update(this.table)
			.append(where(file.key(), HistoryState.APPLIED))
			.sql(" AND checksum = ")
			.value(file.checksum().value());
	}

	/**
	 * Replaces the checksums of an applied migration by those of its file.
	 */
	ParameterizedSql adopt(ResolvedMigration file, AppliedMigration row) {
		RowValues values = this.contents.checksummed(values(), file)
			.text(HistoryColumn.STATEMENT_CHECKSUM, file.statements().recorded());
		return values.update(this.table).append(where(row));
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
			statements.add("DELETE FROM " + this.table + " WHERE migration_key = "
					+ this.dialect.sql().literal(migration.key().stored()));
		}
		RowValues values = this.contents
			.described(this.contents.identified(migration.key(), migration.version()), migration)
			.text(HistoryColumn.STATEMENT_CHECKSUM, migration.statements().recorded())
			.text(HistoryColumn.STATE, state.name());
		statements.add(insert(this.contents.written(values)));
		return statements;
	}

	/**
	 * Records a baseline, in a script that people execute.
	 * @param version the version up to which the schema is taken to be built
	 * @return the statement, without a delimiter
	 */
	public String baseline(Version version) {
		return insert(this.contents.written(baselined(version)));
	}

	/**
	 * Records a baseline, if the lock is held.
	 * @param version the version up to which the schema is taken to be built
	 * @param condition holds in the session that has the lock; empty where it cannot get
	 * lost
	 * @return the statement; it changes nothing without the lock
	 */
	ParameterizedSql baselineWith(Version version, String condition) {
		return this.contents.applied(baselined(version)).insertInto(this.table, condition);
	}

	private RowValues baselined(Version version) {
		return this.contents.identified(MigrationKey.baseline(version), version)
			.text(HistoryColumn.SPELLING, version.toString())
			.text(HistoryColumn.DESCRIPTION, "baseline")
			.text(HistoryColumn.STATE, HistoryState.BASELINE.name());
	}

	private String insert(RowValues values) {
		return "INSERT INTO " + this.table + " (" + values.names() + ")\nSELECT "
				+ values.values().whole(this.dialect.sql());
	}

	private static ParameterizedSql where(MigrationKey key, HistoryState state) {
		return ParameterizedSql.of(" WHERE migration_key = ")
			.value(key.stored())
			.sql(" AND state = '")
			.sql(state.name())
			.sql("'");
	}

	private static ParameterizedSql where(AppliedMigration row) {
		return where(row.key(), row.state()).sql(" AND applied_order = ").value(row.order());
	}

	private RowValues values() {
		return new RowValues(this.dialect.sql());
	}

}
