package dev.migrations.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.history.History;
import dev.migrations.history.PipelinedHistorySql;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.plan.Step;
import dev.migrations.script.FramedStatement;
import dev.migrations.session.SessionState;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Small migrations of a shared transaction that are sent in one trip, where the server
 * executes nothing behind the first statement that fails.
 * <ol>
 * <li>A migration is gathered if all of its statements may be sent together. Its row is
 * inserted in front of them, as that of any other.</li>
 * <li>Before anything else is sent, and before the transaction is committed, what was
 * gathered is sent. The last statement of the trip completes all rows: a migration has
 * ended where the next one was begun.</li>
 * <li>How long each took, the server is asked then.</li>
 * </ol>
 * Whatever fails rolls the shared transaction back, and its migrations are applied again
 * one by one.
 */
final class GatheredMigrations {

	private final WorkingConnection connection;

	private final LockedRun run;

	private final RepeatedStatements repeated;

	private final ScriptOpener scripts;

	private final RunReports reports;

	private final List<ResolvedMigration> begun = new ArrayList<>();

	private final Map<String, Duration> durations = new HashMap<>();

	private @Nullable StatementSender sender;

	GatheredMigrations(WorkingConnection connection, LockedRun run, RepeatedStatements repeated, ScriptOpener scripts,
			RunReports reports) {
		this.connection = connection;
		this.run = run;
		this.repeated = repeated;
		this.scripts = scripts;
		this.reports = reports;
	}

	/**
	 * Whether a migration is gathered, once there is room for it.
	 * @param step the migration, which can share a transaction and whose script was read
	 * @param history the history as it was read
	 */
	boolean accepts(Step step, History history, SessionState session) {
		ResolvedMigration migration = step.migration();
		return this.connection.dialect().pipelines() && !this.connection.sharesSessions()
				&& step.direction() == Direction.UP && step.previous() == null
				&& migration.type() != MigrationType.BASELINE && this.run.writer().isPrepared(history)
				&& accepts(this.scripts.remembered(migration), session);
	}

	private static boolean accepts(@Nullable List<FramedStatement> statements, SessionState session) {
		if (statements == null) {
			return false;
		}
		for (FramedStatement framed : statements) {
			Statement statement = framed.statement();
			if (framed.frame() != null || framed.segment() != 1 || statement.guard() != null
					|| !statement.transactional() || !Gathering.CHANGES.includes(statement)
					|| SegmentRules.addsEnumValue(statement) || session.mayBeChangedBy(statement)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a migration still fits into the trip.
	 */
	boolean hasRoomFor(ResumePoint script, ResolvedMigration migration) {
		return this.sender == null || this.sender.hasRoomFor(script.statements(), migration.size());
	}

	/**
	 * What gathers.
	 */
	StatementSender sender() throws SQLException {
		StatementSender open = this.sender;
		if (open == null) {
			open = new StatementSender(this.connection.jdbc(), this.connection.dialect(), this.reports);
			this.sender = open;
		}
		return open;
	}

	/**
	 * All of a migration was gathered, its row included.
	 */
	void add(ResolvedMigration migration) {
		this.begun.add(migration);
	}

	/**
	 * Sends what was gathered, and completes its rows.
	 * @return how long each took, by stored key
	 * @throws StatementFailedException if a statement fails
	 * @throws OwnStatementFailedException if one of our own fails
	 */
	Map<String, Duration> send() throws SQLException, StatementFailedException, OwnStatementFailedException {
		this.durations.clear();
		if (this.begun.isEmpty()) {
			return this.durations;
		}
		long begin = System.nanoTime();
		PipelinedHistorySql words = this.run.writer().pipelined();
		try (StatementSender all = sender()) {
			if (this.begun.size() == 1) {
				// It takes no query to find out how long a single one took.
				ResolvedMigration single = this.begun.get(0);
				all.sendOwn(words.finish(single, HistoryState.APPLIED).plain());
				this.repeated.endTrip(all);
				this.durations.put(single.key().stored(), Duration.ofNanos(System.nanoTime() - begin));
			}
			else {
				all.sendOwn(words.finish(this.begun), this.begun.size());
				this.repeated.endTrip(all);
				measure(words.durations(this.begun));
			}
		}
		finally {
			this.begun.clear();
			this.sender = null;
		}
		return this.durations;
	}

	private void measure(String query) throws SQLException {
		try (java.sql.Statement statement = this.connection.jdbc().createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				this.durations.put(rows.getString(1), Duration.ofMillis(rows.getLong(2)));
			}
		}
		for (ResolvedMigration migration : this.begun) {
			Duration duration = duration(migration);
			if (duration != null) {
				this.reports.took(migration.script(), duration);
			}
		}
	}

	/**
	 * How long a migration took that was sent last; null if that is not known.
	 */
	@Nullable Duration duration(ResolvedMigration migration) {
		return this.durations.get(migration.key().stored());
	}

	/**
	 * Forgets what was gathered: it was rolled back.
	 */
	void forget() {
		this.begun.clear();
		this.durations.clear();
		try (StatementSender dropped = this.sender) {
			this.sender = null;
		}
		catch (SQLException ex) {
			// It ends with the connection, which is lost.
		}
	}

}
