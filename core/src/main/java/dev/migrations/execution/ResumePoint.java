package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Where to resume a script of which an earlier run may have done a part.
 *
 * @param done number of the last statement that is in force; 0 if none is
 * @param verified the statement that was in doubt and has turned out to be in force; 0 if
 * none was
 * @param undone the statement that was in doubt and has turned out not to be in force; 0
 * if none was
 */
record ResumePoint(int done, int verified, int undone) {

	/**
	 * Finds the place.
	 * <ol>
	 * <li>The script is read to its end, which also finds whatever cannot be split.</li>
	 * <li>The part done must not have been edited: the hash of the part up to the last
	 * step must be the recorded one.</li>
	 * <li>A statement that was announced and not recorded as done is in doubt. The schema
	 * decides: unchanged since the announcement, it did not happen; changed, it did.</li>
	 * </ol>
	 */
	static ResumePoint find(ResolvedMigration migration, List<JournalStep> steps, ScriptOpener scripts,
			Fingerprint fingerprint) throws SQLException, IOException {
		JournalStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
		Statement statement = read(migration, last, scripts);
		if (last == null || statement == null) {
			return new ResumePoint(0, 0, 0);
		}
		if (last.state() != JournalStep.State.INTENT) {
			return new ResumePoint(last.number(), 0, 0);
		}
		if (fingerprint.take().equals(last.fingerprint())) {
			if (statement.kind() != StatementKind.DDL) {
				throw inDoubt(migration, statement);
			}
			return new ResumePoint(last.number() - 1, 0, last.number());
		}
		return new ResumePoint(last.number(), last.number(), 0);
	}

	/**
	 * Reads the whole script and returns the statement of the last step.
	 */
	private static @Nullable Statement read(ResolvedMigration migration, @Nullable JournalStep last,
			ScriptOpener scripts) throws IOException {
		Statement found = null;
		int total = 0;
		try (OpenScript script = scripts.open(migration)) {
			PrefixHash prefix = new PrefixHash();
			for (Statement statement = script.next(); statement != null; statement = script.next()) {
				total = statement.number();
				if (last != null && total <= last.number()) {
					prefix.add(statement);
					if (total == last.number()) {
						requireUnedited(migration, statement, last, prefix);
						found = statement;
					}
				}
			}
		}
		if (last != null && total < last.number()) {
			throw new MigrationHistoryException(
					migration.script() + " has " + total + " statements, but " + last.number()
							+ " of them were sent by an earlier run that did not finish.",
					"Restore the statements that are in force; what follows them may be changed.");
		}
		return found;
	}

	private static void requireUnedited(ResolvedMigration migration, Statement statement, JournalStep last,
			PrefixHash prefix) {
		if (last.state() == JournalStep.State.INTENT) {
			return;
		}
		if (!prefix.value().equals(last.prefixHash())) {
			throw new MigrationHistoryException(
					migration.script() + ": the statements up to line " + statement.line() + " (statement "
							+ statement.number() + ") are in force since an earlier run that did not finish, "
							+ "and at least one of them was edited since.",
					"Restore these statements; what follows them may be changed.");
		}
	}

	private static MigrationHistoryException inDoubt(ResolvedMigration migration, Statement statement) {
		return new MigrationHistoryException(
				migration.script() + ", line " + statement.line() + ", column " + statement.column() + ": statement "
						+ statement.number() + " was sent by a run that crashed, and the schema does not tell "
						+ "whether it took effect.",
				"Find out whether it did. If so, set its row in the journal table to DONE; otherwise delete that row. "
						+ "Then start again.");
	}

	/**
	 * Takes a fingerprint of the schema as it is now.
	 */
	@FunctionalInterface
	interface Fingerprint {

		String take() throws SQLException;

	}

}
