package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.StatementProgress;
import dev.migrations.history.HistoryWriter;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.UndoScript;
import dev.migrations.plan.PlannedMigration;
import dev.migrations.script.FramedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from outside what a run is doing.
 * <ol>
 * <li>Who holds the lock is migrating. Where nobody does, a row of the history that says
 * {@code RUNNING} was left behind by an instance that has died.</li>
 * <li>The session of the holder names the script, or a row of the history does.</li>
 * <li>The statement is the one that the journal announces. Where the script shares a
 * transaction with its row there is no journal to be seen; then it is the one whose text
 * the server says it executes.</li>
 * <li>How far it is, and who keeps it waiting, the server is asked like the run itself
 * does.</li>
 * </ol>
 * Nothing here waits for anything. What cannot be found out is left out.
 */
public final class RunInProgress {

	/** Longer scripts are not searched for the statement that the server executes. */
	private static final long LONGEST_SEARCHED_BYTES = 1024 * 1024;

	private final Dialect dialect;

	private final JournalView journal;

	private final MigrationLock lock;

	private final ScriptOpener scripts;

	/**
	 * Creates a look from outside.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param lock the lock of the database
	 * @param scripts opens the scripts
	 */
	public RunInProgress(Dialect dialect, OwnTables tables, MigrationLock lock, ScriptOpener scripts) {
		this.dialect = dialect;
		this.journal = new JournalView(dialect, tables);
		this.lock = lock;
		this.scripts = scripts;
	}

	/**
	 * Looks.
	 * @param connection a session of one's own, with autocommit
	 * @param migrations the migrations as whoever asks knows them
	 * @return what is being done; null if nobody migrates, or that cannot be told
	 */
	public @Nullable Look look(Connection connection, List<PlannedMigration> migrations) {
		try {
			MigrationLock.Holder holder = this.lock.holder(connection);
			return (holder != null) ? look(connection, holder, migrations) : null;
		}
		catch (SQLException ex) {
			// Whoever may not ask is not told.
			return null;
		}
	}

	private Look look(Connection connection, MigrationLock.Holder holder, List<PlannedMigration> migrations)
			throws SQLException {
		Work work = find(holder, migrations);
		ResolvedMigration script = (work != null) ? work.script() : null;
		AppliedMigration row = (work != null) ? work.migration().applied() : null;
		StatementProgress.Reading reading = read(connection, holder);
		Integer statement = null;
		String instance = null;
		if (work != null && row != null && isUnfinished(row)) {
			statement = this.journal.announced(connection, row.key(), work.direction());
			instance = (row.state() != HistoryState.UNDOING) ? row.origin().instance() : null;
		}
		if (statement == null && script != null && reading != null && reading.query() != null) {
			statement = search(script, reading.query());
		}
		return new Look(holder, instance, script, name(holder, work), statement, reading,
				blockers(connection, holder, reading));
	}

	private static @Nullable String name(MigrationLock.Holder holder, @Nullable Work work) {
		if (work == null) {
			return holder.script();
		}
		return (work.script() != null) ? work.script().script() : work.migration().displayName();
	}

	/**
	 * What the holder says it applies or takes back; where it does not say, the migration
	 * whose row says that it is begun.
	 */
	private static @Nullable Work find(MigrationLock.Holder holder, List<PlannedMigration> migrations) {
		if (holder.script() == null) {
			return migrations.stream()
				.filter((migration) -> migration.applied() != null && isUnfinished(migration.applied()))
				.findFirst()
				.map((begun) -> Work.of(begun,
						begun.applied() != null && begun.applied().state() == HistoryState.UNDOING ? Direction.DOWN
								: Direction.UP))
				.orElse(null);
		}
		List<Work> possible = new ArrayList<>();
		for (PlannedMigration migration : migrations) {
			for (Direction direction : Direction.values()) {
				String name = migration.displayName();
				if (holder.isAt((direction == Direction.DOWN) ? HistoryWriter.undoOf(name) : name)) {
					possible.add(Work.of(migration, direction));
				}
			}
		}
		// Of a name that is cut off there may be several.
		return (possible.size() == 1) ? possible.get(0)
				: possible.stream().filter(Work::isDue).findFirst().orElse(null);
	}

	private static boolean isUnfinished(AppliedMigration row) {
		return row.state() == HistoryState.RUNNING || row.state() == HistoryState.UNDOING;
	}

	private StatementProgress.@Nullable Reading read(Connection connection, MigrationLock.Holder holder) {
		try {
			return this.dialect.statementProgress().read(connection, holder.process());
		}
		catch (SQLException ex) {
			return null;
		}
	}

	private @Nullable String blockers(Connection connection, MigrationLock.Holder holder,
			StatementProgress.@Nullable Reading reading) {
		try {
			return SessionBlockers.named(SessionBlockers.of(connection, this.dialect, holder.process(), reading));
		}
		catch (SQLException ex) {
			return null;
		}
	}

	private @Nullable Integer search(ResolvedMigration migration, String query) {
		if (migration.code() != null || migration.size() > LONGEST_SEARCHED_BYTES) {
			return null;
		}
		Integer found = null;
		try (OpenScript script = this.scripts.open(migration)) {
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				Statement statement = script.resolved(next.statement());
				if (ShownQuery.isOf(query, statement.text())) {
					if (found != null) {
						return null;
					}
					found = statement.number();
				}
			}
			return found;
		}
		catch (IOException | MigrationException ex) {
			// The file cannot be split here, or is not the one that was planned any more.
			return null;
		}
	}

	/**
	 * What is being done.
	 *
	 * @param migration to which migration
	 * @param direction whether it is applied or taken back
	 * @param script with which script; null if there is none here
	 */
	private record Work(PlannedMigration migration, Direction direction, @Nullable ResolvedMigration script) {

		static Work of(PlannedMigration migration, Direction direction) {
			ResolvedMigration resolved = migration.resolved();
			if (resolved == null || direction == Direction.UP) {
				return new Work(migration, direction, resolved);
			}
			UndoScript undo = resolved.undo();
			return new Work(migration, direction, (undo != null) ? undo.content().get() : null);
		}

		boolean isDue() {
			AppliedMigration row = this.migration.applied();
			boolean applied = row != null && row.state().isApplied();
			return applied == (this.direction == Direction.DOWN);
		}

	}

	/**
	 * What was seen.
	 *
	 * @param holder who migrates
	 * @param instance who that is, as the history says; null if it does not
	 * @param migration the script; null if whoever asks does not have it
	 * @param script its name; null if nothing tells
	 * @param statement the statement; null if nothing tells
	 * @param reading what the server executes; null if nothing, or it does not tell
	 * @param waitingFor who keeps it waiting; null if nobody does
	 */
	public record Look(MigrationLock.Holder holder, @Nullable String instance, @Nullable ResolvedMigration migration,
			@Nullable String script, @Nullable Integer statement, StatementProgress.@Nullable Reading reading,
			@Nullable String waitingFor) {
	}

}
