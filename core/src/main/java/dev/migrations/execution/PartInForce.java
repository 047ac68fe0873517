package dev.migrations.execution;

import java.io.IOException;
import java.util.List;

import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.script.FramedStatement;

/**
 * The part of a script that is in force since an earlier run, which did not finish. It is
 * not sent again, so it may not be edited; what follows it may. It is compared statement
 * by statement, while the script is read.
 */
final class PartInForce {

	private static final String SETTLE = "Restore what is in force; what follows it may be changed. Or accept the file "
			+ "as it is now, with 'migrations repair --accept-steps', which shows what would be sent next.";

	private final ResolvedMigration migration;

	private final JournalStep last;

	private boolean compared;

	/**
	 * Creates one.
	 * @param migration whose script
	 * @param last the step recorded last of what is in force
	 */
	PartInForce(ResolvedMigration migration, JournalStep last) {
		this.migration = migration;
		this.last = last;
	}

	/**
	 * Makes sure that the part of a script that is in force was not edited.
	 * @param migration whose script
	 * @param steps what the journal has of it, by number
	 * @param scripts opens it
	 */
	static void requireUnedited(ResolvedMigration migration, List<JournalStep> steps, ScriptOpener scripts)
			throws IOException {
		JournalStep last = ResumePoint.last(steps, false);
		if (last == null) {
			return;
		}
		PartInForce part = new PartInForce(migration, last);
		int total = 0;
		try (OpenScript script = scripts.open(migration)) {
			PrefixHash prefix = new PrefixHash();
			for (FramedStatement next = script.next(); next != null && !part.compared; next = script.next()) {
				prefix.add(next.statement());
				total = next.statement().number();
				part.compare(next.statement(), prefix);
			}
		}
		part.requireComplete(total);
	}

	/**
	 * Compares it up to a statement.
	 * @param statement the next statement of the script
	 * @param prefix the hash of the script up to it
	 */
	void compare(Statement statement, PrefixHash prefix) {
		if (this.compared || statement.number() < this.last.number()) {
			return;
		}
		// One that was passed over now begins or ends a transaction.
		boolean passedOver = statement.number() > this.last.number();
		if (passedOver || !prefix.value().equals(this.last.prefixHash())) {
			boolean one = this.last.number() == 1;
			throw new MigrationValidationException(List.of(this.migration.script() + ", up to line " + statement.line()
					+ ": " + (one ? "statement 1 is" : "statements 1 to " + this.last.number() + " are")
					+ " in force since an earlier run that did not finish, and " + (one ? "" : "one of them ")
					+ "was edited since."), SETTLE);
		}
		this.compared = true;
	}

	/**
	 * Makes sure that the script has all of it.
	 * @param total how many statements the script has
	 */
	void requireComplete(int total) {
		if (total < this.last.number()) {
			throw new MigrationValidationException(
					List.of(this.migration.script() + " has " + total + ((total == 1) ? " statement" : " statements")
							+ ", but " + this.last.number() + ((this.last.number() == 1) ? " is" : " are")
							+ " in force since an earlier run that did not finish."),
					SETTLE);
		}
	}

}
