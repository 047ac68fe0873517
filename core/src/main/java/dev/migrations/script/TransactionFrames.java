package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Takes the transactions that a script begins and commits itself out of the stream of its
 * statements, and tells of every other statement where its script wants a commit.
 * <ol>
 * <li>What begins and commits a transaction is not passed on: whoever executes the
 * statements begins and commits. Savepoints are passed on.</li>
 * <li>A script without transactions is one segment; so is one whose only transaction
 * holds everything except statements that change only the session or only read.</li>
 * <li>Otherwise a segment ends where a transaction begins or ends, if anything was done
 * in it. Statements that change only the session, or only read, join the segment before
 * them.</li>
 * <li>{@code COMMIT AND CHAIN} ends one transaction and begins another alike.
 * {@code SET TRANSACTION} at the beginning of a transaction, or directly before it on
 * MariaDB and MySQL, is added to its modes.</li>
 * <li>After {@code SET autocommit = 0} a transaction is always open, and each
 * {@code COMMIT} ends a segment.</li>
 * <li>A commit without a beginning, a beginning without a commit, a beginning inside of a
 * transaction, any rollback of a whole transaction, commits in two phases, and what the
 * database does not allow in a transaction in one are errors. They are found when they
 * are reached: to know before the first statement is sent, read all of them once, as
 * {@link ScriptOutline} does.</li>
 * </ol>
 */
public final class TransactionFrames implements FramedStatements {

	private final Vendor vendor;

	private final String script;

	private final StatementCursor statements;

	private @Nullable TransactionFrame frame;

	private int segment = 1;

	/** Whether anything was done in the segment. */
	private boolean segmentHasWork;

	/** Whether a transaction has ended in the segment. */
	private boolean segmentEnded;

	/** Whether anything was asked of the server in the frame. */
	private boolean frameBegun;

	private boolean autocommitOff;

	/** Data was changed since the last commit, while statements wait for one. */
	private @Nullable Statement uncommitted;

	/** Modes for the next transaction. */
	private String nextModes = "";

	/**
	 * Creates frames.
	 * @param vendor the database
	 * @param script the script's location, as messages name it
	 * @param statements the statements of the script; closed with the frames
	 */
	public TransactionFrames(Vendor vendor, String script, StatementCursor statements) {
		this.vendor = vendor;
		this.script = script;
		this.statements = statements;
	}

	@Override
	public @Nullable FramedStatement next() throws IOException {
		for (Statement next = this.statements.next(); next != null; next = this.statements.next()) {
			if (!absorb(next)) {
				return framed(next);
			}
		}
		requireCommitted();
		return null;
	}

	private boolean absorb(Statement statement) {
		StatementKind kind = statement.kind();
		if (kind != StatementKind.TRANSACTION_CONTROL && kind != StatementKind.SESSION) {
			return false;
		}
		TransactionCommand command = TransactionCommand.of(this.vendor, statement);
		switch (command.action()) {
			case BEGIN -> begin(statement, command.modes());
			case MODES -> {
				return modes(command.modes());
			}
			case COMMIT -> commit(statement, command.chain());
			case ROLLBACK -> throw invalid(statement,
					(this.frame != null) ? "this takes back what the script has done since line " + this.frame.line()
							: "there is no transaction to take back",
					"Remove it: a script is applied as a whole or not at all.");
			case AUTOCOMMIT_OFF -> {
				this.autocommitOff = true;
				start(statement.line(), "");
			}
			case AUTOCOMMIT_ON -> {
				this.autocommitOff = false;
				end();
			}
			case UNSUPPORTED -> throw invalid(statement, "this kind of transaction control is not supported in scripts",
					"Use BEGIN and COMMIT, set autocommit by itself, or leave transactions to the migration.");
			case SAVEPOINT, NONE -> {
				return false;
			}
		}
		if (statement.guard() != null) {
			throw invalid(statement, "transaction control cannot be guarded",
					"Guard the statements inside of the transaction, each by itself.");
		}
		return true;
	}

	private void begin(Statement statement, String modes) {
		if (this.autocommitOff) {
			end();
		}
		else if (this.frame != null) {
			throw invalid(statement,
					"a transaction begins here, but the one from line " + this.frame.line() + " is still open",
					"Commit that one before, or remove this statement.");
		}
		start(statement.line(), join(this.nextModes, modes));
		this.nextModes = "";
	}

	private void commit(Statement statement, boolean chain) {
		TransactionFrame ended = this.frame;
		if (ended == null) {
			throw invalid(statement, "there is no transaction to commit",
					"Remove this statement, or begin the transaction with BEGIN before it.");
		}
		end();
		if (chain || this.autocommitOff) {
			start(statement.line(), chain ? ended.modes() : "");
		}
	}

	private void start(long line, String modes) {
		if (this.segmentHasWork) {
			nextSegment();
		}
		this.frame = new TransactionFrame(line, modes);
		this.frameBegun = false;
	}

	private void end() {
		this.frame = null;
		this.segmentEnded = true;
		this.uncommitted = null;
	}

	private boolean modes(String modes) {
		TransactionFrame current = this.frame;
		if (current != null && !this.frameBegun) {
			this.frame = new TransactionFrame(current.line(), join(current.modes(), modes));
			return true;
		}
		if (current == null && (this.vendor == Vendor.MYSQL || this.vendor == Vendor.MARIADB)) {
			this.nextModes = join(this.nextModes, modes);
			return true;
		}
		return false;
	}

	private static String join(String first, String second) {
		return (first.isEmpty() || second.isEmpty()) ? first + second : first + ", " + second;
	}

	/**
	 * On MariaDB, MySQL and H2 a statement that commits is allowed in a transaction.
	 */
	private void requireAllowed(Statement statement) {
		boolean refused = !statement.transactional() && switch (this.vendor) {
			case POSTGRESQL -> true;
			case SQLITE -> statement.kind() == StatementKind.OTHER
					|| statement.objects().stream().anyMatch((object) -> "PRAGMA".equals(object.type()));
			case MARIADB, MYSQL, H2, CLICKHOUSE -> false;
		};
		if (refused && this.frame != null) {
			throw invalid(statement,
					"this statement cannot run in a transaction, but one begins on line " + this.frame.line(),
					"Move it in front of the transaction, or behind it.");
		}
	}

	private FramedStatement framed(Statement statement) {
		requireAllowed(statement);
		// A savepoint belongs to the segment of what follows it.
		boolean savepoint = statement.kind() == StatementKind.TRANSACTION_CONTROL;
		boolean works = statement.kind() != StatementKind.SESSION && statement.kind() != StatementKind.QUERY;
		if (works) {
			if (this.frame == null && this.segmentEnded && this.segmentHasWork) {
				nextSegment();
			}
			this.segmentHasWork = true;
			if (this.autocommitOff && !savepoint) {
				this.uncommitted = statement.transactional() ? statement : null;
			}
		}
		this.frameBegun = true;
		return new FramedStatement(statement, this.segment, this.frame);
	}

	private void nextSegment() {
		this.segment++;
		this.segmentHasWork = false;
		this.segmentEnded = false;
	}

	private void requireCommitted() {
		TransactionFrame open = this.frame;
		if (open != null && !this.autocommitOff) {
			throw new InvalidScriptException(this.script, open.line(), 1,
					"the transaction that begins on this line is never committed",
					"Commit it, or remove the statement that begins it.", null);
		}
		if (this.uncommitted != null) {
			throw invalid(this.uncommitted, "autocommit is off, and this statement is never committed",
					"Commit it, or remove the statement that switches autocommit off.");
		}
	}

	private InvalidScriptException invalid(Statement statement, String problem, String action) {
		return new InvalidScriptException(this.script, statement.line(), statement.column(), problem, action, null);
	}

	@Override
	public Reader copyData() {
		return this.statements.copyData();
	}

	@Override
	public void close() throws IOException {
		this.statements.close();
	}

}
