package dev.migrations.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.model.Direction;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Words a failure so that its reader need not look anywhere else: the script, the place,
 * the statement, the server's words, what is in force now, what the next start does, and
 * what to do.
 */
final class FailureReport {

	private static final int SHOWN_LINES = 5;

	private static final int SHOWN_CHARACTERS = 500;

	/**
	 * A literal after PASSWORD or IDENTIFIED BY, closed or cut off.
	 */
	private static final Pattern SECRET = Pattern
		.compile("(?is)(\\bPASSWORD\\b\\s*=?\\s*|\\bIDENTIFIED\\s+(?:WITH\\s+\\S+\\s+)?(?:BY|AS)\\s+)"
				+ "('(?:[^']|'')*(?:'|$)|\"(?:[^\"]|\"\")*(?:\"|$))");

	private static final String MASK = "'***'";

	private final ResolvedMigration migration;

	private final Direction direction;

	private final StatementFailedException failure;

	FailureReport(ResolvedMigration migration, Direction direction, StatementFailedException failure) {
		this.migration = migration;
		this.direction = direction;
		this.failure = failure;
	}

	/**
	 * The exception for a script that was rolled back as a whole.
	 */
	MigrationFailedException rolledBack() {
		return switch (this.direction) {
			case UP -> exception(
					"Nothing of this script is in force: it was rolled back, and the history does not mention it.",
					"Correct the statement and start again: the next start applies the script from its beginning.");
			case DOWN -> exception(
					"Nothing of this script is in force: it was rolled back, and its migration is applied as before.",
					"Correct the statement and undo again: the script is executed from its beginning.");
		};
	}

	/**
	 * The exception for a transaction whose commit the database refused.
	 * @param done the last statement that is in force; 0 if none is
	 */
	static MigrationFailedException commitRefused(ResolvedMigration migration, Direction direction, int done,
			SQLException error) {
		return new MigrationFailedException(
				migration.script() + ": the commit after its statements failed." + System.lineSeparator()
						+ "The database says" + code(error) + ": " + words(error) + System.lineSeparator()
						+ inForce(done) + "; what was to be committed was rolled back.",
				"Correct the script, or the data that it meets, and " + Wording.of(direction).again() + ".",
				new DatabaseError(error, List.of()));
	}

	/**
	 * The exception for a script of which the history says how far it got.
	 * @param done the last statement that is in force; 0 if none is
	 */
	MigrationFailedException partlyApplied(int done) {
		int number = this.failure.statement().number();
		StringBuilder inForce = new StringBuilder(inForce(done));
		if (done < number - 1) {
			inForce.append((done == number - 2) ? "; statement " + (done + 1) + " was rolled back"
					: "; statements " + (done + 1) + " to " + (number - 1) + " were rolled back");
		}
		inForce.append((this.direction == Direction.UP) ? ". The history says that it failed."
				: ". The history says that the undo has not finished, and until it has, nothing is applied.");
		Wording wording = Wording.of(this.direction);
		String leave = switch (done) {
			case 0 -> "";
			case 1 -> " Leave statement 1 as it is.";
			default -> " Leave statements 1 to " + done + " as they are.";
		};
		return exception(inForce.toString(), "Correct the statement and " + wording.again() + ": " + wording.next()
				+ " resumes at statement " + (done + 1) + "." + leave);
	}

	private static String inForce(int done) {
		return switch (done) {
			case 0 -> "Nothing of this script is in force";
			case 1 -> "Statement 1 of this script is in force";
			default -> "Statements 1 to " + done + " of this script are in force";
		};
	}

	private MigrationFailedException exception(String inForce, String action) {
		Statement statement = this.failure.statement();
		SQLException error = this.failure.error();
		List<String> secrets = secrets(statement.text());
		this.failure.hidden().stream().filter((value) -> !value.isEmpty()).forEach(secrets::add);
		Place place = place(statement, error);
		String separator = System.lineSeparator();
		String description = this.migration.script() + ", line " + place.line() + ", column " + place.column()
				+ ": statement " + statement.number() + " failed." + separator + separator + shown(statement.text())
				+ separator + separator + "The database says" + code(error) + ": " + mask(words(error), secrets)
				+ separator + inForce;
		return new MigrationFailedException(description, action, new DatabaseError(error, secrets));
	}

	private static String code(SQLException error) {
		String state = error.getSQLState();
		String code = (state != null) ? "SQLState " + state : "";
		if (error.getErrorCode() != 0) {
			code += (code.isEmpty() ? "" : ", ") + "error " + error.getErrorCode();
		}
		return code.isEmpty() ? "" : " (" + code + ")";
	}

	private static Place place(Statement statement, SQLException error) {
		int position = isPostgres(error) ? PostgresErrors.position(error) : 0;
		long line = statement.line();
		int column = statement.column();
		String text = statement.text();
		for (int i = 0; i < Math.min(position - 1, text.length()); i++) {
			if (text.charAt(i) == '\n') {
				line++;
				column = 1;
			}
			else {
				column++;
			}
		}
		return new Place(line, column);
	}

	private static String words(SQLException error) {
		String words = isPostgres(error) ? PostgresErrors.words(error) : null;
		return (words != null) ? words : String.valueOf(error.getMessage()).strip();
	}

	private static boolean isPostgres(SQLException error) {
		return error.getClass().getName().startsWith("org.postgresql.");
	}

	private static String shown(String text) {
		String masked = SECRET.matcher(text.substring(0, Math.min(text.length(), 4 * SHOWN_CHARACTERS)))
			.replaceAll((match) -> Matcher.quoteReplacement(match.group(1) + MASK));
		StringBuilder shown = new StringBuilder();
		String[] lines = masked.split("\n", SHOWN_LINES + 1);
		for (int i = 0; i < Math.min(lines.length, SHOWN_LINES); i++) {
			shown.append((i > 0) ? System.lineSeparator() : "").append("    ").append(lines[i]);
		}
		boolean cut = lines.length > SHOWN_LINES || shown.length() > SHOWN_CHARACTERS
				|| text.length() > 4 * SHOWN_CHARACTERS;
		shown.setLength(Math.min(shown.length(), SHOWN_CHARACTERS));
		return cut ? shown + " …" : shown.toString();
	}

	private static List<String> secrets(String text) {
		List<String> secrets = new ArrayList<>();
		Matcher matcher = SECRET.matcher(text);
		while (matcher.find()) {
			String literal = matcher.group(2);
			String content = literal.substring(1, Math.max(1, literal.length() - 1));
			if (!content.isEmpty()) {
				secrets.add(content);
			}
		}
		return secrets;
	}

	private static String mask(String words, List<String> secrets) {
		String masked = words;
		for (String secret : secrets) {
			masked = masked.replace(secret, "***");
		}
		return masked;
	}

	/**
	 * Place in a script.
	 */
	private record Place(long line, int column) {
	}

	/**
	 * What the driver threw, without the parts of its message that may hold secrets.
	 * Keeps SQLState and error code for programs.
	 */
	static final class DatabaseError extends SQLException {

		DatabaseError(SQLException error, List<String> secrets) {
			super(mask(words(error), secrets), error.getSQLState(), error.getErrorCode());
			setStackTrace(error.getStackTrace());
		}

		@Override
		public @Nullable SQLException getNextException() {
			return null;
		}

	}

}
