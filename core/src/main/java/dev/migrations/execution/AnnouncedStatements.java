package dev.migrations.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.session.SuspendedLimits;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Statements that commit by themselves.
 * <ol>
 * <li>One is announced in the journal, together with what the catalog says before
 * it.</li>
 * <li>It is sent. Where it does not get its lock in time it is sent again, unless it may
 * have done a part.</li>
 * <li>Where the catalog shows its effect, what is recorded next says that it took effect;
 * otherwise it is recorded as done at once.</li>
 * </ol>
 */
final class AnnouncedStatements {

	private final WorkingConnection connection;

	private final Progress progress;

	private final InDoubt inDoubt;

	private final SuspendedLimits limits;

	private final LockRetries retries;

	/** The schema of unqualified names, as it was asked last. */
	private @Nullable String schema;

	private boolean knowsSchema;

	AnnouncedStatements(WorkingConnection connection, Progress progress, InDoubt inDoubt, SuspendedLimits limits,
			LockRetries retries) {
		this.connection = connection;
		this.progress = progress;
		this.inDoubt = inDoubt;
		this.limits = limits;
		this.retries = retries;
	}

	/**
	 * Announces a statement.
	 * @param statement the statement, as it is in the file
	 * @param resolved the same, as it is sent
	 */
	void announce(Statement statement, Statement resolved) throws SQLException {
		ParameterizedSql before = this.inDoubt.before(this.connection.jdbc(), resolved,
				(resolved.kind() == StatementKind.DDL) ? schema() : null);
		// Neither this nor what is done behind it is a lambda, so that a new JVM that
		// migrates sets up none.
		this.connection.whenFree(new WorkingConnection.Work() {

			@Override
			public void execute() throws SQLException {
				AnnouncedStatements.this.progress.announced(AnnouncedStatements.this.connection.jdbc(), statement,
						before);
			}

		});
	}

	private @Nullable String schema() throws SQLException {
		if (!this.knowsSchema) {
			this.schema = this.connection.dialect().catalog().currentSchema(this.connection.jdbc());
			this.knowsSchema = true;
		}
		return this.schema;
	}

	/**
	 * A statement was sent, which may have brought the session to another schema.
	 */
	void sent(Statement statement) {
		this.knowsSchema &= statement.kind() != StatementKind.SESSION && statement.kind() != StatementKind.OTHER;
	}

	/**
	 * Sends a statement, and records it. No transaction is open.
	 */
	void send(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		Statement resolved = script.resolved(statement);
		announce(statement, resolved);
		while (!getsItsLock(statement, sender, script)) {
			if (!this.inDoubt.isAllOrNothing(resolved) && !hadNoEffect(statement, resolved)) {
				throw this.retries.refused();
			}
			this.retries.pause();
		}
		this.inDoubt.requireEffect(this.connection.jdbc(), resolved);
		boolean shown = this.inDoubt.isDecidable(resolved);
		this.connection.whenFree(new WorkingConnection.Work() {

			@Override
			public void execute() throws SQLException {
				AnnouncedStatements.this.progress.done(statement, shown);
			}

		});
	}

	private boolean hadNoEffect(Statement statement, Statement resolved) throws SQLException {
		String before = this.progress.announcedBefore(this.connection.jdbc());
		return this.inDoubt.hadNoEffect(this.connection.jdbc(), resolved, before, statement.kind().name());
	}

	/**
	 * Sends a statement that is announced, and tells whether it got its lock.
	 */
	private boolean getsItsLock(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		this.limits.suspend(statement);
		try {
			sendWhenFree(statement, sender, script);
		}
		catch (StatementFailedException ex) {
			if (!this.retries.allow(ex)) {
				// The run ends, and the lock restores what it has set.
				throw ex;
			}
			this.limits.resume();
			return false;
		}
		this.limits.resume();
		return true;
	}

	private void sendWhenFree(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		if (this.connection.dialect().vendor() != Vendor.SQLITE) {
			sender.sendAlone(statement, script);
			return;
		}
		StatementFailedException[] failure = new StatementFailedException[1];
		this.connection.whenFree(() -> {
			try {
				failure[0] = null;
				sender.sendAlone(statement, script);
			}
			catch (StatementFailedException ex) {
				failure[0] = ex;
				if (this.connection.dialect().errors().isBusy(ex.error())) {
					throw ex.error();
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		if (failure[0] != null) {
			throw failure[0];
		}
	}

}
