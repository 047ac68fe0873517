package dev.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.StatementKind;
import dev.migrations.settings.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do now, and why.
 */
public final class MigrationPlan {

	private final String vendor;

	private final List<Step> steps;

	private final List<String> problems;

	private final List<String> warnings;

	private final PlanReport.Script script;

	MigrationPlan(String vendor, List<Step> steps, List<String> problems, List<String> warnings,
			PlanReport.Script script) {
		this.vendor = vendor;
		this.steps = List.copyOf(steps);
		this.problems = List.copyOf(problems);
		this.warnings = List.copyOf(warnings);
		this.script = script;
	}

	/**
	 * The database product.
	 * @return its name, for example {@code postgresql}
	 */
	public String vendor() {
		return this.vendor;
	}

	/**
	 * What would be applied.
	 * @return the migrations, in order
	 */
	public List<Step> steps() {
		return this.steps;
	}

	/**
	 * What would stop the run before it begins.
	 * @return the problems, each a sentence; empty if there are none
	 */
	public List<String> problems() {
		return this.problems;
	}

	/**
	 * What was found and allowed.
	 * @return the warnings, each a sentence
	 */
	public List<String> warnings() {
		return this.warnings;
	}

	/**
	 * Writes the SQL that a run would execute: every statement as it would be sent, the
	 * rows of the history included, so that whoever executes it by hand has the same
	 * database afterwards. Guards are not evaluated but written as comments.
	 * @param out receives the SQL
	 * @throws IOException if it cannot be written
	 */
	public void toSql(Appendable out) throws IOException {
		this.script.write(out);
	}

	/**
	 * Writes the SQL that a run would execute to a file, in UTF-8. The file holds the
	 * values of placeholders, so that only its owner may read it, where the file system
	 * knows owners. It is complete, or as it was before.
	 * @param file the file, which is replaced
	 * @see #toSql(Appendable)
	 */
	public void toSql(Path file) {
		try {
			Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
			Path written = Files.createTempFile(folder, "." + file.getFileName(), null);
			try {
				try (Writer writer = Files.newBufferedWriter(written)) {
					toSql(writer);
				}
				Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
			}
			finally {
				Files.deleteIfExists(written);
			}
		}
		catch (IOException ex) {
			throw new InvalidLocationException("The SQL cannot be written to " + file + ": " + ex + ".",
					"Name a file in a folder that exists and may be written to.", ex);
		}
	}

	/**
	 * The SQL that a run would execute.
	 * @return the SQL
	 * @see #toSql(Appendable)
	 */
	public String toSql() {
		StringBuilder out = new StringBuilder();
		try {
			toSql(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toString();
	}

	/**
	 * The same plan where nothing is applied to this database, whatever is due.
	 * @param problems what keeps it from being applied, beside what is found already
	 * @param warnings what else there is to know
	 * @param script what to write in place of the SQL
	 */
	MigrationPlan withoutSteps(List<String> problems, List<String> warnings, PlanReport.Script script) {
		return new MigrationPlan(this.vendor, List.of(),
				Stream.concat(this.problems.stream(), problems.stream()).toList(),
				Stream.concat(this.warnings.stream(), warnings.stream()).toList(), script);
	}

	/**
	 * The plan for a log in which those of several databases stand, a line each.
	 * @param database the name of the database, which each line then begins with; not if
	 * it is the only one
	 * @return the lines
	 */
	List<String> lines(String database) {
		return database.equals(DatabaseSettings.DEFAULT_NAME) ? lines()
				: lines().stream().map((line) -> database + ": " + line.stripLeading()).toList();
	}

	/**
	 * The plan for people, a line each.
	 * @return the lines
	 */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add(this.steps.isEmpty() ? "Nothing is due." : this.steps.size() + " due, nothing is applied:");
		for (Step step : this.steps) {
			lines.add("  " + step.script() + " (" + step.reason() + "), " + step.statementCount()
					+ ((step.statementCount() == 1) ? " statement" : " statements")
					+ (step.transactional() ? " in one transaction" : ", committed one by one"));
		}
		this.problems.forEach((problem) -> lines.add("Problem: " + problem));
		this.warnings.forEach((warning) -> lines.add("Warning: " + warning));
		return lines;
	}

	@Override
	public String toString() {
		return String.join(System.lineSeparator(), lines());
	}

	/**
	 * Migration that would be applied.
	 *
	 * @param version the version as the file spells it; null for a repeatable migration
	 * @param description the description
	 * @param script the file, relative to its location
	 * @param state its state now
	 * @param reason why it would be applied
	 * @param transactional whether script and history are one transaction, so that a
	 * failure leaves nothing of it; false where something commits in between
	 * @param statementCount how many statements it has
	 * @param statements its statements, the first thousand of them
	 */
	public record Step(@Nullable String version, String description, String script, MigrationState state, String reason,
			boolean transactional, int statementCount, List<PlannedStatement> statements) {
	}

	/**
	 * Statement that would be sent.
	 *
	 * @param number position in the script, counted from 1
	 * @param line line on which it begins, counted from 1
	 * @param kind what it does
	 * @param transactional whether it can be rolled back until the script is finished;
	 * false where it commits by itself
	 * @param text its text before placeholders are replaced, at most 500 characters of it
	 */
	public record PlannedStatement(int number, long line, StatementKind kind, boolean transactional, String text) {
	}

}
