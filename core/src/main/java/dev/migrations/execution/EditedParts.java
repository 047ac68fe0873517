package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.plan.Problem;
import dev.migrations.plan.Step;

/**
 * Tells whoever looks on, without the lock, of which scripts the next run will find that
 * the part in force was edited.
 */
public final class EditedParts {

	private final JournalView journal;

	private final ScriptOpener scripts;

	/**
	 * Creates one.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param scripts opens the scripts
	 */
	public EditedParts(Dialect dialect, OwnTables tables, ScriptOpener scripts) {
		this.journal = new JournalView(dialect, tables);
		this.scripts = scripts;
	}

	/**
	 * Whether a part of a script may be in force.
	 * @param step the migration
	 * @return whether an earlier run has begun it and not finished
	 */
	public static boolean mayHaveOne(Step step) {
		return ResumePoint.isUnfinished(step);
	}

	/**
	 * What forbids to go on with scripts.
	 * @param connection the connection
	 * @param steps the migrations that are due
	 * @return the problems
	 * @throws SQLException if the journal cannot be read
	 * @throws IOException if a script cannot be read
	 */
	public List<Problem> problems(Connection connection, List<Step> steps) throws SQLException, IOException {
		List<Problem> problems = new ArrayList<>();
		for (Step step : steps) {
			if (mayHaveOne(step)) {
				try {
					PartInForce.requireUnedited(step.script(),
							this.journal.steps(connection, step.migration().key(), step.direction()), this.scripts);
				}
				catch (MigrationValidationException ex) {
					problems.add(new Problem(ex.getDescription(), ex.getAction()));
				}
				catch (InvalidScriptException ex) {
					// Whoever reads all of a script says what is wrong with it.
				}
			}
		}
		return problems;
	}

}
