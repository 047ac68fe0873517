package dev.migrations.execution;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.NameMention;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.session.SessionState;

/**
 * Temporary tables of a script that ended with the session of an earlier run. Only what
 * needs one cannot be sent.
 */
final class LostTables {

	private final String script;

	/** The statements that made them. */
	private final List<Statement> lost = new ArrayList<>();

	LostTables(String script) {
		this.script = script;
	}

	/**
	 * A statement of the part that is done has made one.
	 */
	void add(Statement statement) {
		this.lost.add(statement);
	}

	/**
	 * Makes sure that a statement needs none of them. One that makes a table again brings
	 * it back.
	 * @param statement the statement, as it is sent
	 * @param session knows what ends with the session
	 * @param progress how far the script got
	 */
	void requireNoneFor(Statement statement, SessionState session, Progress progress) {
		if (statement.kind() == StatementKind.DDL && session.isChangedBy(statement)) {
			this.lost.removeIf((temporary) -> temporary.objects().equals(statement.objects()));
		}
		for (Statement temporary : this.lost) {
			List<String> names = temporary.objects().stream().map(ObjectName::name).toList();
			if (names.isEmpty() || NameMention.any(names, statement.text())) {
				throw new MigrationHistoryException(
						this.script + ", line " + statement.line() + ": statement " + statement.number()
								+ " needs the temporary table of statement " + temporary.number()
								+ ", which ended with the session of the run that did not finish. Statements 1 to "
								+ progress.done() + " are in force.",
						"Rewrite the statements that are left so that they make the table themselves: the next start "
								+ "resumes with them. Or take back by hand what is in force, and forget the "
								+ "migration with 'migrations repair --forget': the next start applies it from its "
								+ "beginning.");
			}
		}
	}

}
