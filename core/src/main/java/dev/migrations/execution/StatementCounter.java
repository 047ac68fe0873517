package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrations.dialect.OwnTables;
import dev.migrations.history.History;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Counts the statements of scripts, each script only once as long as it does not change,
 * and how many of them are in force.
 */
public final class StatementCounter {

	private final Map<Checksum, Integer> totals = new ConcurrentHashMap<>();

	/**
	 * How many statements of each unfinished migration are in force.
	 * @param connection the connection
	 * @param historyTable name of the history table
	 * @param history the history
	 * @return the number of the last such statement, by stored key
	 * @throws SQLException if the journal cannot be read
	 */
	public Map<String, Integer> done(WorkingConnection connection, String historyTable, History history)
			throws SQLException {
		boolean unfinished = history.migrations().stream().map(AppliedMigration::state).anyMatch(this::isUnfinished);
		return unfinished ? new JournalView(connection.dialect(), OwnTables.of(connection.dialect(), historyTable))
			.done(connection.jdbc()) : Map.of();
	}

	private boolean isUnfinished(HistoryState state) {
		return state == HistoryState.RUNNING || state == HistoryState.FAILED || state == HistoryState.UNDOING;
	}

	/**
	 * How many statements a script has.
	 * @param migration whose script
	 * @param scripts opens it
	 * @return the number; null if it cannot be read or split
	 */
	public @Nullable Integer total(ResolvedMigration migration, ScriptOpener scripts) {
		int total = this.totals.computeIfAbsent(migration.checksum(), (checksum) -> count(migration, scripts));
		return (total >= 0) ? total : null;
	}

	/**
	 * How many statements a script has up to one of them.
	 * @param migration whose script
	 * @param scripts opens it
	 * @param last the number of that one
	 * @return the number; null if it cannot be read or split
	 */
	public @Nullable Integer through(ResolvedMigration migration, ScriptOpener scripts, int last) {
		try {
			return scripts.count(migration, last);
		}
		catch (IOException | MigrationException ex) {
			return null;
		}
	}

	private static int count(ResolvedMigration migration, ScriptOpener scripts) {
		try {
			return scripts.count(migration);
		}
		catch (IOException | MigrationException ex) {
			// A status is asked for when something is wrong: it says what it can.
			return -1;
		}
	}

}
