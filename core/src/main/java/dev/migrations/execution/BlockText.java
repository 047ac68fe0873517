package dev.migrations.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.SqlFragments;
import dev.migrations.history.PipelinedHistorySql;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.session.WorkingConnection;

/**
 * Text of the block in which a migration is sent.
 * <ol>
 * <li>It makes sure of the lock, begins a transaction and inserts the row of the
 * history.</li>
 * <li>A statement that commits by itself is announced in the journal, with a fingerprint
 * of what it changes, and that is committed, together with what was done before it. That
 * the next one is announced says that it took effect. Nothing is announced without the
 * lock, which a statement before may have given away.</li>
 * <li>Statements that change data are in a transaction of their own, which is recorded
 * where another statement follows that commits. What is in front of them is recorded as
 * done before it begins.</li>
 * <li>At the end it completes the row, forgets the journal and commits.</li>
 * </ol>
 */
final class BlockText {

	/**
	 * Stands alone in its line, so that a comment at the end of a statement ends before.
	 */
	private static final String DELIMITER = "\n;\n";

	private static final String BEGIN = "START TRANSACTION";

	private static final String COMMIT = "COMMIT";

	private static final String LOST = "The migration lock was lost";

	private final WorkingConnection connection;

	private final LockedRun run;

	private final InDoubt inDoubt;

	BlockText(WorkingConnection connection, LockedRun run, InDoubt inDoubt) {
		this.connection = connection;
		this.run = run;
		this.inDoubt = inDoubt;
	}

	/**
	 * The block of a migration.
	 * @param migration the migration, which has no row
	 * @param order its number in the order of application
	 * @param statements its statements, as they are in the file
	 * @param resolved the same, as they are sent
	 */
	String of(ResolvedMigration migration, long order, List<Statement> statements, List<Statement> resolved)
			throws SQLException {
		PipelinedHistorySql history = this.run.writer().pipelined();
		List<String> parts = new ArrayList<>();
		String held = "COALESCE(" + this.run.lock().condition() + ", FALSE)";
		parts.add(require(held, LOST));
		parts.add(BEGIN);
		// The block has asked for the lock.
		parts.add(history.begin(migration, order, true).plain());
		addStatements(parts, migration, statements, resolved);
		parts.add(require(held, LOST));
		parts.add(history.finish(migration, HistoryState.completed(migration.type())).plain());
		parts.add(require("ROW_COUNT() = 1", "A row of the history is no longer as it was written"));
		parts.add(COMMIT);
		return "BEGIN NOT ATOMIC\n" + String.join(DELIMITER, parts) + DELIMITER + "END";
	}

	private static String require(String condition, String otherwise) {
		return "IF NOT (" + condition + ") THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '" + otherwise + "'; END IF";
	}

	private void addStatements(List<String> parts, ResolvedMigration migration, List<Statement> statements,
			List<Statement> resolved) throws SQLException {
		JournalSql journal = this.run.journal().towards(Direction.UP).sql();
		SqlFragments literals = this.connection.dialect().sql();
		MigrationKey key = migration.key();
		PrefixHash prefix = new PrefixHash();
		boolean open = true;
		boolean changesData = false;
		boolean journaled = false;
		int unrecorded = 0;
		String schema = this.connection.dialect().catalog().currentSchema(this.connection.jdbc());
		for (int i = 0; i < statements.size(); i++) {
			Statement statement = statements.get(i);
			if (statement.kind() == StatementKind.DML) {
				if (unrecorded > 0) {
					// What is done stays recorded, whatever becomes of the data.
					parts.add(journal.finish(key, unrecorded, JournalStep.State.DONE).whole(literals));
					unrecorded = 0;
				}
				if (!open) {
					parts.add(BEGIN);
					open = true;
				}
				parts.add(resolved.get(i).text());
				changesData = true;
			}
			else {
				if (changesData) {
					JournalStep segment = step(statements.get(i - 1), prefix, JournalStep.State.DONE, "SEGMENT");
					record(parts, journal.insertBegun(key, segment, ParameterizedSql.of("NULL")));
				}
				PrefixHash through = prefix.copy();
				through.add(statement);
				JournalStep intent = step(statement, through, JournalStep.State.INTENT, statement.kind().name());
				ParameterizedSql before = this.inDoubt.before(this.connection.jdbc(), resolved.get(i), schema);
				record(parts, journal.insertBegun(key, intent, before));
				if (open) {
					parts.add(COMMIT);
					open = false;
				}
				parts.add(resolved.get(i).text());
				changesData = false;
				journaled = true;
				unrecorded = statement.number();
			}
			prefix.add(statement);
		}
		if (!open) {
			parts.add(BEGIN);
		}
		if (journaled) {
			parts.add(journal.deleteAll(key).whole(literals));
		}
	}

	/**
	 * Records a step, and goes no further without the lock, or where another run has
	 * begun the migration again.
	 */
	private void record(List<String> parts, ParameterizedSql insert) {
		parts.add(insert.whole(this.connection.dialect().sql()));
		parts.add(require("ROW_COUNT() = 1", LOST));
	}

	private static JournalStep step(Statement statement, PrefixHash through, JournalStep.State state, String kind) {
		return new JournalStep(statement.number(), through.lastStatement(), through.value(), state, null, kind);
	}

}
