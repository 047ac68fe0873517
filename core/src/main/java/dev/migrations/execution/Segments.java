package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementGuard;
import dev.migrations.model.StatementKind;
import dev.migrations.script.FramedStatement;
import dev.migrations.session.SuspendedLimits;
import dev.migrations.session.SessionState;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Sends a script in segments: runs of statements that commit together.
 * <ol>
 * <li>Statements that the database can roll back gather in one transaction, which at
 * first holds the row of the history too.</li>
 * <li>A segment ends where the script itself commits one of several transactions, and
 * where a value added to an enum is used, which PostgreSQL allows only after a commit. It
 * is recorded in the journal and committed.</li>
 * <li>So it is before a statement that cannot be in a transaction, or changes data that
 * does not roll back. That one is announced in the journal together with what the catalog
 * says before it, and sent. What is recorded next says that it took effect, such as that
 * the next one is announced; where that does not follow at once, it is recorded as
 * done.</li>
 * </ol>
 * What statements have set for the session has to be set again where a script resumes:
 * see {@link ResumedSession}.
 */
final class Segments {

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final Progress progress;

	private final SessionState session;

	private final boolean transactional;

	private final WithoutRollback withoutRollback;

	private final AnnouncedStatements announced;

	private final String script;

	private final RunReports reports;

	private final List<String> skipped = new ArrayList<>();

	/** Null unless an earlier run has done a part. */
	private @Nullable ResumedSession resumed;

	/** Whether a variable has a value that another session could not give it again. */
	private boolean holdsValues;

	private final SegmentRules rules;

	private final TableLocks tableLocks;

	private final SegmentSize size = new SegmentSize();

	private int segment = 1;

	private int sent;

	Segments(WorkingConnection connection, Progress progress, InDoubt inDoubt, WithoutRollback withoutRollback,
			TableLocks tableLocks, SessionState session, ResolvedMigration migration, LockRetries retries,
			RunReports reports) {
		this.connection = connection;
		this.dialect = connection.dialect();
		this.progress = progress;
		this.session = session;
		this.transactional = migration.options().transactional();
		this.withoutRollback = withoutRollback;
		this.tableLocks = tableLocks;
		this.announced = new AnnouncedStatements(connection, progress, inDoubt,
				new SuspendedLimits(connection, migration.options()), retries);
		this.rules = new SegmentRules(this.dialect, this.transactional);
		this.script = migration.script();
		this.reports = reports;
	}

	/**
	 * Sends what is not in force yet. The last segment is left open, and the last batch
	 * is left to the caller.
	 */
	void send(OpenScript script, SqlitePragmas pragmas, StatementSender sender)
			throws SQLException, IOException, StatementFailedException, OwnStatementFailedException {
		if (this.progress.setsSession() && !this.dialect.transactionalDdl()) {
			this.session.remember();
		}
		for (FramedStatement next = script.next(); next != null; next = script.next()) {
			Statement statement = next.statement();
			if (pragmas.isSetting(statement)) {
				this.reports.passesSetting();
			}
			else {
				send(next, sender, script);
			}
			this.progress.passed(statement);
		}
		if (this.tableLocks.isHeld()) {
			// Unlocking commits, and what follows needs other tables.
			endSegment(sender);
			this.connection.execute("UNLOCK TABLES");
		}
	}

	private void send(FramedStatement framed, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException, OwnStatementFailedException {
		Statement statement = framed.statement();
		boolean begins = framed.segment() != this.segment;
		this.segment = framed.segment();
		if (statement.number() <= this.progress.resumedAfter()) {
			passInForce(statement, script);
			return;
		}
		if (this.resumed != null) {
			if (this.resumed.needsNoTransaction()) {
				endSegment(sender);
			}
			this.resumed.resume(this.withoutRollback, sender, script);
			this.holdsValues |= this.resumed.holdsValues();
		}
		Statement lock = this.tableLocks.due();
		if (lock != null) {
			sendSession(lock, sender, script);
		}
		this.reports.sends(statement);
		ConnectionCode code = script.code();
		if (code != null) {
			run(code, statement);
			return;
		}
		if (this.session.mayBeChangedBy(statement)) {
			sender.flush();
			this.session.expect(statement, this.script);
			if (this.dialect.vendor() == Vendor.POSTGRESQL && statement.kind() != StatementKind.QUERY
					&& !this.session.isChangedBy(statement) && SessionReplay.setsUnlisted(script.resolved(statement))) {
				this.session.changes();
			}
			this.holdsValues |= !this.dialect.transactionalDdl()
					&& SessionReplay.isValue(script.resolved(statement), this.dialect.vendor());
		}
		if (begins || this.rules.usesNewEnumValue(statement, script)) {
			endSegment(sender);
		}
		if (statement.guard() != null && !applies(statement.guard(), sender)) {
			skip(statement);
			return;
		}
		if (this.resumed != null) {
			this.resumed.requireNothingLostFor(script.resolved(statement));
		}
		if (this.rules.isAlone(statement, framed.frame() != null)
				|| this.withoutRollback.concerns(script.resolved(statement))) {
			sendAlone(statement, sender, script);
		}
		else {
			sendInSegment(framed, sender, script);
		}
		this.announced.sent(statement);
		this.withoutRollback.sent(statement);
	}

	private boolean applies(StatementGuard guard, StatementSender sender)
			throws SQLException, StatementFailedException, OwnStatementFailedException {
		sender.flush();
		return this.dialect.catalog().exists(this.connection.jdbc(), guard) == guard.ifExists();
	}

	/**
	 * Runs code in the transaction in which the migration is completed. Where DDL commits
	 * it, the journal says that it was begun.
	 */
	private void run(ConnectionCode code, Statement statement) throws SQLException, StatementFailedException {
		Connection jdbc = this.connection.jdbc();
		if (!this.dialect.transactionalDdl()) {
			this.announced.announce(statement, statement);
			this.connection.begin("");
		}
		this.session.expectCode();
		this.reports.sendsAlone(statement);
		new CodeRun(jdbc, this.dialect).run(code, statement);
		this.reports.executed();
		this.withoutRollback.forget();
		this.sent++;
	}

	private void passInForce(Statement statement, OpenScript script) throws SQLException {
		ResumedSession known = this.resumed;
		if (known == null) {
			known = new ResumedSession(this.connection, this.session, this.progress, this.script);
			this.resumed = known;
		}
		if (!this.progress.wasSkipped(statement)) {
			known.passed(statement, script, this.tableLocks);
		}
	}

	private void sendSession(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		if (this.tableLocks.isChangedBy(statement)) {
			this.tableLocks.send(statement, sender, script);
		}
		else {
			sender.sendAlone(statement, script);
		}
	}

	private void skip(Statement statement) throws SQLException {
		String place = "statement " + statement.number() + " in line " + statement.line() + ": " + statement.guard();
		this.skipped.add(place);
		this.reports.skipped(place);
		if (!this.dialect.transactionalDdl()
				|| (this.progress.isRecorded() && this.session.mayBeChangedBy(statement))) {
			this.progress.skipped(this.connection.jdbc(), statement, this.connection.isInTransaction());
		}
	}

	private void sendInSegment(FramedStatement framed, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException, OwnStatementFailedException {
		Statement statement = framed.statement();
		if (this.size.isReached() && framed.frame() == null && !this.holdsValues && !this.dialect.transactionalDdl()) {
			endSegment(sender);
		}
		if (!this.connection.isInTransaction()) {
			// What is done stays recorded, whatever becomes of the data.
			this.progress.record();
			this.connection.begin((framed.frame() != null) ? framed.frame().modes() : "");
		}
		sender.send(statement, script);
		this.progress.sent();
		this.size.add(statement);
		this.sent += statement.count();
		this.rules.passed(statement);
		if (!this.transactional && framed.frame() == null) {
			this.progress.passed(statement);
			endSegment(sender);
		}
	}

	private void sendAlone(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException, OwnStatementFailedException {
		endSegment(sender);
		if (statement.kind() == StatementKind.SESSION) {
			sendSession(statement, sender, script);
		}
		else {
			this.announced.send(statement, sender, script);
		}
		this.sent++;
	}

	private void endSegment(StatementSender sender)
			throws SQLException, StatementFailedException, OwnStatementFailedException {
		this.connection.requireOneTransaction(this.script);
		sender.flush();
		this.rules.committed();
		this.size.clear();
		this.progress.segmentEnds(this.connection.jdbc());
		if (this.connection.isInTransaction()) {
			this.connection.commit();
			this.progress.committed();
		}
	}

	/**
	 * How many statements were sent.
	 */
	int sent() {
		return this.sent;
	}

	/**
	 * What was left out by a guard, each with its place.
	 */
	List<String> skipped() {
		return List.copyOf(this.skipped);
	}

}
