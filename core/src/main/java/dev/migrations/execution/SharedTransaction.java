package dev.migrations.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrations.dialect.Vendor;
import dev.migrations.history.History;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.TransactionMode;
import dev.migrations.plan.Step;
import dev.migrations.session.CommitFailedException;
import dev.migrations.session.SessionState;
import dev.migrations.session.TransactionListener;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Transaction that several migrations share, each with its row.
 * <ol>
 * <li>A migration that can share joins it. One that cannot commits it first, and has its
 * own.</li>
 * <li>It is committed when it has grown so large that the server might run out of room
 * for its locks. Only then are its migrations reported as applied.</li>
 * <li>Where one of them fails, all are rolled back. They are applied again, each in its
 * own transaction, so that what is in force in the end, and what is said about it, is the
 * same as if they had never shared one.</li>
 * </ol>
 */
final class SharedTransaction implements TransactionListener {

	private static final int MOST_MIGRATIONS = 100;

	private static final int MOST_STATEMENTS = 500;

	/**
	 * A file has one lock, however much a transaction changes. With its commit the next
	 * instance would come in between, and would have to read everything as well.
	 */
	private static final int TIMES_MORE_IN_A_FILE = 10;

	private final WorkingConnection connection;

	private final RunReports reports;

	private final TransactionMode mode;

	private final GatheredMigrations gathered;

	private final List<AppliedStep> uncommitted = new ArrayList<>();

	private final int room;

	private boolean used;

	private int statements;

	/**
	 * Creates one.
	 * @param connection the connection
	 * @param reports told what was applied
	 * @param mode how far to share, or not at all
	 * @param gathered those of its migrations that are sent in one trip
	 */
	SharedTransaction(WorkingConnection connection, RunReports reports, TransactionMode mode,
			GatheredMigrations gathered) {
		this.connection = connection;
		this.reports = reports;
		this.mode = mode;
		this.gathered = gathered;
		this.room = (connection.dialect().vendor() == Vendor.SQLITE) ? TIMES_MORE_IN_A_FILE : 1;
		this.used = mode != TransactionMode.PER_MIGRATION;
		connection.listen(this);
	}

	/**
	 * Whether migrations share it that can.
	 */
	boolean isUsed() {
		return this.used;
	}

	/**
	 * Whether all have to share it.
	 */
	boolean isDemanded() {
		return this.mode == TransactionMode.PER_RUN;
	}

	/**
	 * Whether it stays open behind a migration that shares it.
	 */
	boolean staysOpen(int sent) {
		this.statements += sent;
		return isDemanded() || (this.statements < MOST_STATEMENTS * this.room
				&& this.uncommitted.size() + 1 < MOST_MIGRATIONS * this.room);
	}

	/**
	 * A migration was applied, and may not be committed yet.
	 */
	void applied(AppliedStep step) {
		if (this.connection.isInTransaction()) {
			this.uncommitted.add(step);
		}
		else {
			this.reports.applied(step);
		}
	}

	/**
	 * Through which a migration is sent that can share.
	 * @param step the migration, whose script was read
	 * @param history the history as it was read
	 * @param script what was read
	 * @return what gathers it with others; null if it is sent alone, to which end those
	 * before it were sent
	 */
	@Nullable StatementSender senderFor(Step step, History history, SessionState session, ResumePoint script)
			throws SQLException {
		boolean gathers = this.used && !isDemanded() && this.gathered.accepts(step, history, session);
		if (!gathers || !this.gathered.hasRoomFor(script, step.script())) {
			sendEarlier();
		}
		return gathers ? this.gathered.sender() : null;
	}

	/**
	 * All of a migration was gathered, its row included.
	 */
	void gathered(ResolvedMigration migration) {
		this.gathered.add(migration);
	}

	/**
	 * How long a migration took that was gathered and sent by now; null if that is not
	 * known.
	 */
	@Nullable Duration duration(ResolvedMigration migration) {
		return this.gathered.duration(migration);
	}

	/**
	 * Sends what was gathered.
	 * @throws StatementFailedException if a statement of a script fails
	 * @throws OwnStatementFailedException if one of our own fails
	 */
	void send() throws SQLException, StatementFailedException, OwnStatementFailedException {
		measured(this.gathered.send());
	}

	/**
	 * Sends what was gathered of migrations that have ended before.
	 * @throws MigrationFailedException if a statement of a script fails
	 * @throws SQLException if one of our own fails
	 */
	private void sendEarlier() throws SQLException {
		try {
			send();
		}
		catch (StatementFailedException ex) {
			this.connection.rollback(ex);
			throw ScriptFailure.rolledBack(this.connection.dialect(), ex.sent(), ex);
		}
		catch (OwnStatementFailedException ex) {
			this.connection.rollback(ex);
			throw ScriptFailure.own(this.connection.dialect(), ex);
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	private void measured(Map<String, Duration> durations) {
		if (durations.isEmpty()) {
			// Nearly always. To look at all that share it, for each that joins, takes
			// time that grows with the square of their number.
			return;
		}
		for (int i = 0; i < this.uncommitted.size(); i++) {
			AppliedStep step = this.uncommitted.get(i);
			Duration duration = durations.get(step.step().migration().key().stored());
			if (duration != null) {
				this.uncommitted.set(i, new AppliedStep(step.step(), step.statements(), step.skipped(), duration));
			}
		}
	}

	/**
	 * Sends and commits what is open.
	 * @throws MigrationFailedException if a statement of a script fails
	 * @throws SQLException if one of our own fails, or the commit
	 */
	void end() throws SQLException {
		if (!this.connection.isInTransaction()) {
			return;
		}
		sendEarlier();
		try {
			this.connection.commit();
		}
		catch (CommitFailedException ex) {
			this.connection.rollback(ex);
			throw ex.error();
		}
	}

	/**
	 * Ends before a migration that cannot share it.
	 * @param step the migration
	 */
	void leave(Step step) throws SQLException {
		if (isDemanded()) {
			throw new InvalidMigrationException(step.scriptName()
					+ " cannot share one transaction with other migrations, as "
					+ "migrations.transaction=per-run demands: it has transactions, statements that commit, or limits of its own.",
					"Set migrations.transaction=per-migration, or apply what is before it first, with migrations.target.");
		}
		this.connection.endReservation();
		end();
	}

	/**
	 * From a migration on that may leave checks to the commit, each is committed by
	 * itself, unless all have to share: otherwise a later one could make good what one
	 * has left behind, and they could not be applied one by one.
	 * @param step the migration
	 */
	void separate(Step step) throws SQLException {
		if (!isDemanded() && this.used) {
			leave(step);
			this.used = false;
		}
	}

	/**
	 * A migration begins. What was gathered before is gone if it was rolled back.
	 */
	void begins() {
		if (!this.connection.isInTransaction()) {
			this.gathered.forget();
		}
	}

	/**
	 * What was applied is committed.
	 */
	@Override
	public void committed() {
		for (AppliedStep step : this.uncommitted) {
			this.reports.applied(step);
		}
		this.uncommitted.clear();
		this.statements = 0;
	}

	/**
	 * Whether migrations were rolled back together with one that failed and are to be
	 * applied again, each in its own transaction.
	 * @param failure the failure
	 * @return true if so
	 */
	boolean givesUp(Throwable failure) {
		boolean shared = forget();
		if (!shared || isDemanded() || !mayBeDueToSharing(failure) || this.connection.isClosed(failure)) {
			return false;
		}
		this.reports.separated(failure);
		return true;
	}

	/**
	 * What was not committed was rolled back. From now on none share.
	 * @return whether there was anything
	 */
	boolean forget() {
		boolean any = !this.uncommitted.isEmpty();
		this.uncommitted.clear();
		this.statements = 0;
		this.used = isDemanded();
		return any;
	}

	private boolean mayBeDueToSharing(Throwable failure) {
		if (failure instanceof SQLException error) {
			return !this.connection.dialect().errors().isConnectionLost(error);
		}
		return failure instanceof MigrationException && !(failure instanceof MigrationLockException);
	}

}
