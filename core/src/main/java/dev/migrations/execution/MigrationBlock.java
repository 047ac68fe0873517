package dev.migrations.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrations.history.History;
import dev.migrations.model.Direction;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.model.StatementLimits;
import dev.migrations.plan.Step;
import dev.migrations.script.FramedStatement;
import dev.migrations.script.StatementDigest;
import dev.migrations.session.SessionState;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Applies a whole migration in one trip, on MariaDB, which executes an anonymous block
 * and stops at the first error in it.
 * <ol>
 * <li>The script is read to its end. Only if every statement may stand in a block, and
 * the block is not too long, is it sent as one.</li>
 * <li>It makes the same changes in the same order as {@link BlockText} has them.</li>
 * <li>So whenever it ends, the tables hold what they could hold if each statement had
 * been sent alone.</li>
 * <li>If anything in it fails, what is open is rolled back, and the migration is finished
 * statement by statement, from where the journal says that it is: as after a crash. That
 * finds the error again, with its place; and what the server does not want in a block
 * fails before anything of it was executed.</li>
 * </ol>
 */
final class MigrationBlock {

	private static final int MOST_STATEMENTS = 200;

	private static final int MOST_CHARACTERS = 256 * 1024;

	/** A larger script is not even looked at. */
	private static final int MOST_BYTES = 4 * MOST_CHARACTERS;

	/** What any server accepts, so that none is asked. */
	private static final int ALWAYS_ACCEPTED_CHARACTERS = 64 * 1024;

	private static final String LARGEST_PACKET = "SELECT @@max_allowed_packet";

	private final WorkingConnection connection;

	private final LockedRun run;

	private final ScriptOpener scripts;

	private final BlockText text;

	private final BlockRules rules;

	private final WithoutRollback withoutRollback;

	private final RunReports reports;

	private final StatementDigest digest = new StatementDigest();

	private final NextOrder order;

	private @Nullable Long largestPacket;

	MigrationBlock(WorkingConnection connection, LockedRun run, ScriptOpener scripts, InDoubt inDoubt,
			StatementLimits limits, WithoutRollback withoutRollback, NextOrder order, RunReports reports) {
		this.connection = connection;
		this.run = run;
		this.scripts = scripts;
		this.text = new BlockText(connection, run, inDoubt);
		this.rules = new BlockRules(inDoubt, new SessionState(connection), limits);
		this.withoutRollback = withoutRollback;
		this.order = order;
		this.reports = reports;
	}

	/**
	 * Reads a migration for a block.
	 * @param step the migration
	 * @param history the history as it was read
	 * @return what is sent; null if it has to be sent statement by statement
	 * @throws SQLException if the catalog cannot be read
	 * @throws IOException if the script cannot be read
	 */
	@Nullable Composed compose(Step step, History history) throws SQLException, IOException {
		if (step.direction() != Direction.UP || step.previous() != null || step.migration().size() > MOST_BYTES
				|| !this.rules.allow(step.migration())) {
			return null;
		}
		List<Statement> statements = new ArrayList<>();
		List<Statement> resolved = new ArrayList<>();
		int length = 0;
		String remark = null;
		try (OpenScript script = this.scripts.open(step.migration(), this.digest)) {
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				Statement statement = script.resolved(next.statement());
				length += statement.text().length();
				if (statements.size() == MOST_STATEMENTS || length > MOST_CHARACTERS
						|| !this.rules.allow(next, statement)) {
					return null;
				}
				remark = (remark != null) ? remark : script.remark(next.statement());
				statements.add(next.statement());
				resolved.add(statement);
			}
		}
		if (!rollsBack(resolved)) {
			return null;
		}
		String text = this.text.of(step.migration().with(this.digest.finish()), this.order.after(history), statements,
				resolved);
		if (statements.isEmpty()) {
			remark = ScriptRemark.nothing(step.migration());
		}
		return isAccepted(text) ? new Composed(step, resolved, text, remark) : null;
	}

	/**
	 * Whether the server accepts a text of that length. It ends the session of whoever
	 * sends a longer one.
	 */
	private boolean isAccepted(String text) throws SQLException {
		if (text.length() <= ALWAYS_ACCEPTED_CHARACTERS) {
			return true;
		}
		Long largest = this.largestPacket;
		if (largest == null) {
			try (java.sql.Statement statement = this.connection.jdbc().createStatement();
					ResultSet row = statement.executeQuery(LARGEST_PACKET)) {
				row.next();
				largest = row.getLong(1);
			}
			this.largestPacket = largest;
		}
		// The packet holds the command, too.
		return text.getBytes(StandardCharsets.UTF_8).length < largest;
	}

	/**
	 * Whether what changes data can be rolled back, as far as that is known before the
	 * statements in front of it are executed.
	 */
	private boolean rollsBack(List<Statement> statements) throws SQLException {
		int last = -1;
		for (int i = 0; i < statements.size(); i++) {
			if (statements.get(i).kind() == StatementKind.DML) {
				last = i;
				if (this.withoutRollback.concerns(statements.get(i))) {
					return false;
				}
			}
		}
		for (int i = 0; i < last; i++) {
			if (!this.withoutRollback.isKnownAfter(statements.get(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Sends a block.
	 * @param block what was read for it; our own tables are there
	 * @return the migration to apply statement by statement, with its row as the block
	 * has left it; null if nothing is left to do
	 * @throws SQLException if the connection is lost, or the history cannot be read
	 */
	@Nullable Step send(Composed block) throws SQLException {
		Step step = block.step();
		int count = block.statements().size();
		this.reports.started(step, new ResumePoint(0, 0, false, false, count, count > 0, true, false, false, Set.of(),
				null, block.remark()));
		if (count > 0) {
			this.reports.sends(block.statements().get(0));
			this.reports.sendsTogether(block.statements());
		}
		try {
			execute(block.text());
			this.reports.executed();
		}
		catch (SQLException ex) {
			rollback(ex);
			if (this.run.isLost(ex, this.connection)) {
				throw ex;
			}
			if (this.connection.isClosed(ex)) {
				// What is left is sent on another one, and not as a block again.
				throw new SQLException(ex.getMessage(), ex);
			}
			this.run.requireLock(ex, this.connection);
			return this.run.asRecorded(step, this.connection);
		}
		catch (Throwable ex) {
			rollback(ex);
			throw ex;
		}
		finally {
			this.reports.ended();
		}
		this.order.used();
		for (Statement statement : block.statements()) {
			this.withoutRollback.sent(statement);
		}
		return null;
	}

	/**
	 * Executes a block and reads all that comes back: an error may be behind it.
	 */
	private void execute(String text) throws SQLException {
		try (java.sql.Statement statement = this.connection.jdbc().createStatement()) {
			statement.setEscapeProcessing(false);
			boolean rows = statement.execute(text);
			while (rows || statement.getUpdateCount() != -1) {
				rows = statement.getMoreResults();
			}
		}
	}

	/**
	 * Rolls back what the block has left open, of which the driver may not know.
	 */
	private void rollback(Throwable failure) {
		try {
			this.connection.execute("ROLLBACK");
		}
		catch (SQLException | RuntimeException | Error ex) {
			failure.addSuppressed(ex);
			this.connection.abort(failure);
		}
	}

	/**
	 * A migration as a block.
	 *
	 * @param step the migration
	 * @param statements its statements, as they are sent
	 * @param text what is sent
	 * @param remark what is mostly a mistake in it; null if there is nothing to say
	 */
	record Composed(Step step, List<Statement> statements, String text, @Nullable String remark) {
	}

}
