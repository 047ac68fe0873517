package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * How far a script got, in memory and in the journal. The journal is used only when a
 * commit lies within the script.
 */
final class Progress {

	private final Journal journal;

	private final MigrationKey key;

	private final ResumePoint resume;

	private PrefixHash prefix;

	/** The prefix through the statement that was recorded before it was passed. */
	private @Nullable PrefixHash through;

	/** Whether the prefix is ever needed, which costs as much as reading the script. */
	private final boolean recorded;

	/** The last statement that was read and is part of the prefix. */
	private int last;

	/** Statements sent in the open segment. */
	private int open;

	/** The statement that was recorded in the open segment as left out. */
	private int skipped;

	/** The last statement that is in force once the open transaction is committed. */
	private int closed;

	/** The last statement that is in force for good. */
	private int done;

	/** The first statement behind that one that was passed; 0 if none was yet. */
	private int uncommitted;

	/** The statement announced last. */
	private int announced;

	/** Whether it took effect, and the journal does not say so yet. */
	private boolean unrecorded;

	private boolean journaled;

	private boolean rowCommitted;

	/**
	 * Creates the progress of a script.
	 * @param journal where it is recorded
	 * @param key the migration
	 * @param resume where it begins
	 * @param recorded false if the script is committed at its end only, so that nothing
	 * of it is ever recorded
	 * @param prefix the hash of nothing
	 */
	Progress(Journal journal, MigrationKey key, ResumePoint resume, boolean recorded, PrefixHash prefix) {
		this.recorded = recorded;
		this.prefix = prefix;
		this.journal = journal;
		this.key = key;
		this.resume = resume;
		this.done = resume.done();
		this.closed = resume.done();
		this.journaled = resume.isResumed();
		this.rowCommitted = resume.isUnfinished();
	}

	/**
	 * Which statements are in force for good, in words.
	 */
	String inForce() {
		return (this.done == 1) ? "Statement 1 is in force" : "Statements 1 to " + this.done + " are in force";
	}

	/**
	 * Whether an earlier run has left a statement out.
	 */
	boolean wasSkipped(Statement statement) {
		return this.resume.skipped().contains(statement.number());
	}

	/**
	 * Whether anything of the script is ever recorded.
	 */
	boolean isRecorded() {
		return this.recorded;
	}

	/**
	 * The last statement that an earlier run has done.
	 */
	int resumedAfter() {
		return this.resume.done();
	}

	/**
	 * Whether the script may set something for its session.
	 */
	boolean setsSession() {
		return this.resume.setsSession();
	}

	/**
	 * A statement was passed, whether it was sent or not.
	 */
	void passed(Statement statement) {
		if (statement.number() > this.last) {
			PrefixHash known = this.through;
			if (known != null) {
				this.prefix = known;
				this.through = null;
			}
			else if (this.recorded) {
				this.prefix.add(statement);
			}
			this.last = statement.lastNumber();
			if (this.uncommitted == 0 && this.last > this.done) {
				this.uncommitted = statement.number();
			}
		}
	}

	/**
	 * A statement was sent in the open segment.
	 */
	void sent() {
		this.open++;
	}

	/**
	 * The open segment ends with the statement that was passed last. Written in its
	 * transaction.
	 */
	void segmentEnds(Connection connection) throws SQLException {
		if (this.open > 0) {
			if (this.skipped != this.last) {
				insert(connection, new JournalStep(this.last, this.prefix.lastStatement(), this.prefix.value(),
						JournalStep.State.DONE, null, "SEGMENT"), nothing());
			}
			this.closed = this.last;
			this.open = 0;
		}
	}

	/**
	 * The open transaction was committed.
	 */
	void committed() {
		this.rowCommitted = true;
		inForce(this.closed);
	}

	private void inForce(int number) {
		this.done = number;
		this.closed = number;
		this.uncommitted = 0;
	}

	/**
	 * A statement is about to be sent that commits by itself.
	 * @param before expression in SQL for what the catalog says before it
	 */
	void announced(Connection connection, Statement statement, ParameterizedSql before) throws SQLException {
		insert(connection, step(statement, JournalStep.State.INTENT), before);
		this.announced = statement.number();
	}

	/**
	 * Whether a statement is the one announced last.
	 */
	boolean isAnnounced(Statement statement) {
		return this.announced == statement.number();
	}

	/**
	 * What was recorded before the statement announced last.
	 */
	@Nullable String announcedBefore(Connection connection) throws SQLException {
		return this.journal.fingerprint(connection, this.key, this.announced);
	}

	/**
	 * The statement announced last took effect. Where the catalog shows that, the next
	 * step records it as well, or the end of the script.
	 * @param shown whether the catalog shows it
	 */
	void done(Statement statement, boolean shown) throws SQLException {
		this.unrecorded = true;
		inForce(statement.number());
		if (!shown) {
			record();
		}
	}

	/**
	 * Records what took effect, before something is done that neither records it nor ends
	 * the script.
	 */
	void record() throws SQLException {
		if (this.unrecorded) {
			this.journal.finish(this.key, this.announced, JournalStep.State.DONE);
			this.unrecorded = false;
		}
	}

	/**
	 * A statement was left out by its guard.
	 * @param inSegment whether a transaction is open, in which that is written
	 */
	void skipped(Connection connection, Statement statement, boolean inSegment) throws SQLException {
		insert(connection, step(statement, JournalStep.State.SKIPPED), nothing());
		if (inSegment) {
			this.skipped = statement.number();
			this.open++;
		}
		else {
			inForce(statement.number());
		}
	}

	private JournalStep step(Statement statement, JournalStep.State state) {
		PrefixHash hash = this.prefix.copy();
		hash.add(statement);
		this.through = hash;
		return new JournalStep(statement.number(), hash.lastStatement(), hash.value(), state, null,
				statement.kind().name());
	}

	private static ParameterizedSql nothing() {
		return ParameterizedSql.of("NULL");
	}

	private void insert(Connection connection, JournalStep step, ParameterizedSql before) throws SQLException {
		if (!this.recorded) {
			throw new IllegalStateException("A script that commits only at its end has a step");
		}
		if (!this.journaled) {
			this.journal.prepareInTransaction(connection);
		}
		this.journaled = true;
		this.journal.insert(this.key, step, before);
		this.unrecorded = false;
	}

	/**
	 * The server refused a statement, and it had no effect.
	 */
	void withdrawn(Statement statement) throws SQLException {
		if (this.journaled) {
			this.journal.delete(this.key, statement.number());
		}
	}

	/**
	 * The script is finished: nothing of it is left to remember.
	 */
	void finished() throws SQLException {
		if (this.journaled) {
			this.journal.deleteAll(this.key);
		}
	}

	/**
	 * Whether the history mentions the migration, whatever happens from now on.
	 */
	boolean isRowCommitted() {
		return this.rowCommitted;
	}

	/**
	 * From which statement on those before one that failed were rolled back with it, if
	 * any were. What begins or commits a transaction of the script is not rolled back.
	 * @param failed number of the statement that failed
	 */
	int rolledBackFrom(int failed) {
		return (this.uncommitted == 0) ? failed : Math.min(this.uncommitted, failed);
	}

	/**
	 * The last statement that is in force for good; 0 if none is.
	 */
	int done() {
		return this.done;
	}

}
