package dev.migrations.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrations.model.HistoryState;
import dev.migrations.model.ResolvedMigration;

/**
 * Words what is done to the history in one trip with the statements of scripts, where
 * nothing is executed behind the first that fails. A row has all that its file says from
 * the moment on at which it is begun.
 */
public final class PipelinedHistorySql {

	/** What differs from row to row. The rest is the same for all that a run begins. */
	private static final Set<HistoryColumn> OF_THE_MIGRATION = Set.of(HistoryColumn.MIGRATION_KEY, HistoryColumn.TYPE,
			HistoryColumn.VERSION, HistoryColumn.SPELLING, HistoryColumn.DESCRIPTION, HistoryColumn.SCRIPT,
			HistoryColumn.CHECKSUM, HistoryColumn.STATEMENT_CHECKSUM, HistoryColumn.SIZE_BYTES, HistoryColumn.CRC32,
			HistoryColumn.APPLIED_ORDER);

	private final RowContents contents;

	private final LockConditions lock;

	PipelinedHistorySql(RowContents contents, LockConditions lock) {
		this.contents = contents;
		this.lock = lock;
	}

	/**
	 * Records that a migration begins. The statement fails, so that the server executes
	 * nothing behind it, if there is a row already, and with an error of its own if the
	 * lock is lost.
	 * @param migration the migration, which has no row
	 * @param order its number in the order of application
	 * @param joins whether the open transaction has begun another migration before, and
	 * so has asked for the lock: its session stays the same until it ends, and the more
	 * the transaction has locked, the longer it takes to ask
	 * @return the statement
	 */
	public RepeatedSql begin(ResolvedMigration migration, long order, boolean joins) {
		RowValues values = this.contents.begun(migration, order)
			.text(HistoryColumn.STATEMENT_CHECKSUM, migration.statements().recorded());
		List<String> types = new ArrayList<>();
		List<String> parameters = new ArrayList<>();
		RowValues numbered = values.numbered(OF_THE_MIGRATION, types, parameters);
		String name = this.lock.name(migration.script());
		if (name.isEmpty()) {
			return new RepeatedSql(insert(values, joins, ""), insert(numbered, joins, ""), types, parameters);
		}
		types.add("text");
		parameters.add(this.contents.sql().literal(name));
		return new RepeatedSql(insert(values, joins, parameters.get(parameters.size() - 1)),
				insert(numbered, joins, "$" + parameters.size()), types, parameters);
	}

	private String insert(RowValues values, boolean joins, String name) {
		String condition = joins ? this.lock.named(name) : this.lock.heldBy(name);
		if (!condition.isEmpty()) {
			// The column does not accept NULL.
			values.expression(HistoryColumn.STATE,
					"CASE WHEN " + condition + " THEN '" + HistoryState.RUNNING + "' END");
		}
		return values.insertInto(this.contents.table()).whole(this.contents.sql());
	}

	/**
	 * Records that a migration is finished.
	 * @param migration the migration, whose row was begun in the same trip
	 * @param state its state from now on
	 * @return the statement; it changes one row, unless the script has changed the
	 * history
	 */
	public RepeatedSql finish(ResolvedMigration migration, HistoryState state) {
		RowValues values = new RowValues(this.contents.sql()).text(HistoryColumn.STATE, state.name())
			.duration(null)
			.expression(HistoryColumn.APPLIED_AT, this.contents.sql().now());
		String update = update(values) + " WHERE state = '" + HistoryState.RUNNING + "' AND migration_key = ";
		String key = this.contents.sql().literal(migration.key().stored());
		return new RepeatedSql(update + key, update + "$1", List.of("text"), List.of(key));
	}

	/**
	 * Records that migrations are finished that were begun one after the other, each when
	 * the one before it had ended.
	 * @param migrations the migrations, whose rows were begun in the same trip
	 * @return the statement; it changes the row of each, unless a script has changed the
	 * history
	 */
	public String finish(List<ResolvedMigration> migrations) {
		String table = this.contents.table();
		String ended = "ended.ended_at";
		String begun = table + '.' + HistoryColumn.APPLIED_AT.sqlName();
		RowValues values = new RowValues(this.contents.sql()).text(HistoryColumn.STATE, HistoryState.APPLIED.name())
			.expression(HistoryColumn.EXECUTION_MS, this.contents.sql().millisBetween(begun, ended))
			.expression(HistoryColumn.APPLIED_AT, ended);
		String running = " IN (" + keys(migrations) + ") AND state = '" + HistoryState.RUNNING + "'";
		return update(values) + """
				 FROM (SELECT migration_key, LEAD(applied_at, 1, %s) OVER (ORDER BY applied_order) AS ended_at
				FROM %s WHERE migration_key%s) ended WHERE %s.migration_key = ended.migration_key"""
			.formatted(this.contents.sql().now(), table, running, table);
	}

	private String update(RowValues values) {
		return values.update(this.contents.table()).whole(this.contents.sql());
	}

	/**
	 * Asks how long migrations took.
	 * @param migrations the migrations
	 * @return the query, which gives their keys and milliseconds
	 */
	public String durations(List<ResolvedMigration> migrations) {
		return "SELECT migration_key, execution_ms FROM " + this.contents.table() + " WHERE migration_key IN ("
				+ keys(migrations) + ")";
	}

	private String keys(List<ResolvedMigration> migrations) {
		StringBuilder keys = new StringBuilder();
		for (ResolvedMigration migration : migrations) {
			keys.append(keys.isEmpty() ? "" : ", ").append(this.contents.sql().literal(migration.key().stored()));
		}
		return keys.toString();
	}

}
