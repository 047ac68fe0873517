package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Sends a script in segments: runs of statements that commit together.
 * <ol>
 * <li>Statements that the database can roll back gather in one transaction, which at
 * first holds the row of the history too.</li>
 * <li>Before a statement that cannot be in a transaction, the segment is recorded in the
 * journal and committed. The statement is announced in the journal together with what the
 * catalog says before it, sent, and recorded as done.</li>
 * <li>What follows is the next segment.</li>
 * </ol>
 * Statements that change only the session are never recorded: resuming sends them again.
 */
final class Segments {

	/**
	 * How many statements a segment may have where the server would have to keep them all
	 * for rolling back although the script as a whole cannot be.
	 */
	private static final int LONGEST_SEGMENT = 1000;

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final Journal journal;

	private final InDoubt inDoubt;

	private final ResolvedMigration migration;

	private final ResumePoint resume;

	private final PrefixHash prefix = new PrefixHash();

	/** The last statement of the script that is in force for good. */
	private int done;

	/** The last statement that was added to the prefix. */
	private int last;

	private int unrecorded;

	private int sent;

	private boolean journaled;

	private boolean rowCommitted;

	Segments(WorkingConnection connection, Journal journal, InDoubt inDoubt, ResolvedMigration migration,
			ResumePoint resume) {
		this.connection = connection;
		this.dialect = connection.dialect();
		this.journal = journal;
		this.inDoubt = inDoubt;
		this.migration = migration;
		this.resume = resume;
		this.done = resume.done();
		this.journaled = resume.isResumed();
		this.rowCommitted = resume.isResumed();
	}

	/**
	 * Commits the row of the history, so that it outlives the first statement's failure.
	 */
	void keepRow() throws SQLException {
		this.connection.commit();
		this.rowCommitted = true;
	}

	/**
	 * Sends what is not in force yet. The last segment is left open.
	 */
	void send(OpenScript script, SqlitePragmas pragmas) throws SQLException, IOException, StatementFailedException {
		try (StatementSender sender = new StatementSender(this.connection.jdbc(), this.dialect)) {
			for (Statement statement = script.next(); statement != null; statement = script.next()) {
				if (!pragmas.isSetting(statement)) {
					send(statement, sender, script);
				}
				this.prefix.add(statement);
				this.last = statement.number();
			}
			sender.flush();
		}
	}

	private void send(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		boolean session = statement.kind() == StatementKind.SESSION;
		if (statement.number() <= this.resume.done()) {
			if (session) {
				sender.sendAlone(statement, script.cursor());
			}
		}
		else if (isAlone(statement)) {
			close(sender);
			if (session) {
				sender.sendAlone(statement, script.cursor());
			}
			else {
				announceAndSend(statement, sender, script);
			}
			this.sent++;
		}
		else {
			if (this.unrecorded >= LONGEST_SEGMENT && !this.dialect.transactionalDdl()) {
				close(sender);
			}
			this.connection.beginUnlessOpen();
			sender.send(statement, script.cursor());
			this.unrecorded++;
			this.sent++;
			if (!this.migration.options().transactional()) {
				close(sender, statement);
			}
		}
	}

	/**
	 * Whether a statement commits by itself, or may do so, or must not be in a
	 * transaction.
	 */
	private boolean isAlone(Statement statement) {
		boolean opaque = statement.kind() == StatementKind.OTHER;
		return !statement.transactional()
				|| (opaque && (!this.dialect.transactionalDdl() || !this.migration.options().transactional()));
	}

	/**
	 * Ends the segment that ends with this very statement.
	 */
	private void close(StatementSender sender, Statement statement) throws SQLException, StatementFailedException {
		PrefixHash through = this.prefix.copy();
		through.add(statement);
		close(sender, statement.number(), through);
	}

	/**
	 * Ends the segment that ends before the statement that was read last.
	 */
	private void close(StatementSender sender) throws SQLException, StatementFailedException {
		close(sender, this.last, this.prefix);
	}

	private void close(StatementSender sender, int through, PrefixHash hash)
			throws SQLException, StatementFailedException {
		sender.flush();
		if (this.unrecorded > 0) {
			record(new JournalStep(through, hash.lastStatement(), hash.value(), JournalStep.State.DONE, null),
					"SEGMENT");
		}
		if (this.connection.isInTransaction()) {
			this.connection.commit();
			this.rowCommitted = true;
		}
		if (this.unrecorded > 0) {
			this.done = through;
			this.unrecorded = 0;
		}
	}

	private void announceAndSend(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		Connection jdbc = this.connection.jdbc();
		PrefixHash through = this.prefix.copy();
		through.add(statement);
		record(new JournalStep(statement.number(), through.lastStatement(), through.value(), JournalStep.State.INTENT,
				this.inDoubt.before(jdbc, statement)), statement.kind().name());
		sender.sendAlone(statement, script.cursor());
		this.inDoubt.requireEffect(jdbc, statement);
		this.journal.finish(jdbc, this.migration.key(), statement.number(), JournalStep.State.DONE);
		this.done = statement.number();
	}

	private void record(JournalStep step, String kind) throws SQLException {
		if (!this.journaled && this.dialect.transactionalDdl()) {
			this.journal.prepare(this.connection.jdbc());
		}
		this.journaled = true;
		this.journal.insert(this.connection.jdbc(), this.migration.key(), step, kind);
	}

	/**
	 * Withdraws the announcement of a statement that the server refused, where that means
	 * that it had no effect.
	 */
	void withdraw(Statement statement) throws SQLException {
		if (this.journaled && this.inDoubt.isAllOrNothing(statement)) {
			this.journal.delete(this.connection.jdbc(), this.migration.key(), statement.number());
		}
	}

	/**
	 * Whether the journal has rows of this migration.
	 */
	boolean isJournaled() {
		return this.journaled;
	}

	/**
	 * Whether the history mentions the migration, whatever happens from now on.
	 */
	boolean isRowCommitted() {
		return this.rowCommitted;
	}

	/**
	 * The last statement that is in force for good; 0 if none is.
	 */
	int done() {
		return this.done;
	}

	/**
	 * How many statements were sent.
	 */
	int sent() {
		return this.sent;
	}

}
