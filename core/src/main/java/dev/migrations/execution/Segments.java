package dev.migrations.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.ObjectName;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementGuard;
import dev.migrations.model.StatementKind;
import dev.migrations.script.FramedStatement;
import dev.migrations.session.ClientCheck;
import dev.migrations.session.SessionState;
import dev.migrations.session.WorkingConnection;

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
 * Statements that change only the session are never recorded: resuming sends them again.
 */
final class Segments {

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final Progress progress;

	private final InDoubt inDoubt;

	private final SessionState session;

	private final boolean transactional;

	private final WithoutRollback withoutRollback;

	private final ClientCheck clientCheck;

	private final LockRetries retries;

	private final String script;

	private final RunReports reports;

	private final List<String> skipped = new ArrayList<>();

	/** What made temporary tables that ended with the session of an earlier run. */
	private final List<Statement> lost = new ArrayList<>();

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
		this.inDoubt = inDoubt;
		this.session = session;
		this.transactional = migration.options().transactional();
		this.withoutRollback = withoutRollback;
		this.tableLocks = tableLocks;
		this.clientCheck = new ClientCheck(connection, migration.options());
		this.rules = new SegmentRules(this.dialect, this.transactional);
		this.retries = retries;
		this.script = migration.script();
		this.reports = reports;
	}

	/**
	 * Sends what is not in force yet. The last segment is left open, and the last batch
	 * is left to the caller.
	 */
	void send(OpenScript script, SqlitePragmas pragmas, StatementSender sender)
			throws SQLException, IOException, StatementFailedException, OwnStatementFailedException {
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
			replay(statement, sender, script);
			return;
		}
		if (!this.lost.isEmpty()) {
			requireNothingLost(script.resolved(statement), script);
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
		if (this.session.isChangedBy(statement)) {
			sender.flush();
			this.session.changes();
		}
		if (begins || this.rules.usesNewEnumValue(statement)) {
			endSegment(sender);
		}
		if (statement.guard() != null && !applies(statement.guard(), sender)) {
			skip(statement, sender);
		}
		else if (this.rules.isAlone(statement) || this.withoutRollback.concerns(script.resolved(statement))) {
			sendAlone(statement, sender, script);
		}
		else {
			sendInSegment(framed, sender, script);
		}
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
			ParameterizedSql before = this.inDoubt.before(jdbc, statement);
			this.connection.whenFree(() -> this.progress.announced(jdbc, statement, before));
			this.connection.begin("");
		}
		// Nobody can tell from code what it sets.
		this.session.changes();
		this.reports.sendsAlone(statement);
		new CodeRun(jdbc, this.dialect).run(code, statement);
		this.reports.executed();
		this.withoutRollback.forget();
		this.sent++;
	}

	private void requireNothingLost(Statement statement, OpenScript script) {
		if (statement.kind() == StatementKind.DDL && this.session.isChangedBy(statement)) {
			this.lost.removeIf((temporary) -> temporary.objects().equals(statement.objects()));
		}
		for (Statement temporary : this.lost) {
			List<String> names = temporary.objects().stream().map(ObjectName::name).toList();
			if (names.isEmpty() || NameMention.any(names, statement.text())) {
				throw new MigrationHistoryException(
						script.name() + ", line " + statement.line() + ": statement " + statement.number()
								+ " needs the temporary table of statement " + temporary.number()
								+ ", which ended with the session of the run that did not finish. Statements 1 to "
								+ this.progress.done() + " are in force.",
						"Rewrite the statements that are left so that they make the table themselves: the next start "
								+ "resumes with them. Or take back by hand what is in force, and forget the "
								+ "migration with 'migrations repair --forget': the next start applies it from its "
								+ "beginning.");
			}
		}
	}

	private void replay(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException, OwnStatementFailedException {
		if (!this.session.isChangedBy(statement)) {
			return;
		}
		if (statement.kind() == StatementKind.DDL) {
			// It ended with its session; only what needs it cannot be sent.
			this.lost.add(statement);
			return;
		}
		this.session.changes();
		if (this.tableLocks.isChangedBy(statement)) {
			this.tableLocks.sentBefore(statement);
			return;
		}
		sender.sendAlone(statement, script);
	}

	private void sendSession(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		if (!this.tableLocks.isChangedBy(statement)) {
			sender.sendAlone(statement, script);
			return;
		}
		sender.sendAlone(statement, this.tableLocks.including(script.resolved(statement).text()), script);
		this.tableLocks.sent(statement);
	}

	private void skip(Statement statement, StatementSender sender)
			throws SQLException, StatementFailedException, OwnStatementFailedException {
		String place = "statement " + statement.number() + " in line " + statement.line() + ": " + statement.guard();
		this.skipped.add(place);
		this.reports.skipped(place);
		if (!this.dialect.transactionalDdl()) {
			endSegment(sender);
			this.progress.skipped(this.connection.jdbc(), statement);
		}
	}

	private void sendInSegment(FramedStatement framed, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException, OwnStatementFailedException {
		Statement statement = framed.statement();
		if (this.size.isReached() && !this.dialect.transactionalDdl()) {
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
		this.sent++;
		this.rules.passed(statement);
		if (!this.transactional) {
			this.progress.passed(statement);
			endSegment(sender);
		}
	}

	private void sendAlone(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException, OwnStatementFailedException {
		endSegment(sender);
		Statement resolved = script.resolved(statement);
		if (statement.kind() == StatementKind.SESSION) {
			sendSession(statement, sender, script);
		}
		else {
			Connection jdbc = this.connection.jdbc();
			ParameterizedSql before = this.inDoubt.before(jdbc, resolved);
			this.connection.whenFree(() -> this.progress.announced(jdbc, statement, before));
			while (!isSentAlone(statement, sender, script)) {
				if (!this.inDoubt.isAllOrNothing(resolved) && this.inDoubt.resolve(jdbc, resolved,
						this.progress.announcedBefore(jdbc), statement.kind().name()) != InDoubt.Outcome.NOT_DONE) {
					throw this.retries.refused();
				}
				this.retries.pause();
			}
			this.inDoubt.requireEffect(jdbc, resolved);
			boolean shown = this.inDoubt.isDecidable(resolved);
			this.connection.whenFree(() -> this.progress.done(statement, shown));
		}
		this.sent++;
	}

	private void sendWhenFree(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		if (this.dialect.vendor() != Vendor.SQLITE) {
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
				if (this.dialect.errors().isBusy(ex.error())) {
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

	/**
	 * Sends a statement that is announced, and tells whether it got its lock.
	 */
	private boolean isSentAlone(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		this.clientCheck.suspend(statement);
		try {
			sendWhenFree(statement, sender, script);
		}
		catch (StatementFailedException ex) {
			if (!this.retries.allow(ex)) {
				// The run ends, and the lock restores what it has set.
				throw ex;
			}
			this.clientCheck.resume();
			return false;
		}
		this.clientCheck.resume();
		return true;
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
