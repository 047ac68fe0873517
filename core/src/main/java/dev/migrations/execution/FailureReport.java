package dev.migrations.execution;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.FileErrors;
import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Direction;
import dev.migrations.model.MigrationException;
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

	/** A procedure that commits, and a statement that must not be in a transaction. */
	private static final Set<String> OUTSIDE_OF_TRANSACTIONS = Set.of("2D000", "25001");

	private final Vendor vendor;

	private final ResolvedMigration migration;

	private final Direction direction;

	private final StatementFailedException failure;

	private final boolean mayBeBuilt;

	/**
	 * Creates a report.
	 * @param mayBeBuilt whether it looks as if the schema had been built before the first
	 * migration
	 */
	FailureReport(Vendor vendor, ResolvedMigration migration, Direction direction, StatementFailedException failure,
			boolean mayBeBuilt) {
		this.mayBeBuilt = mayBeBuilt;
		this.vendor = vendor;
		this.migration = migration;
		this.direction = direction;
		this.failure = failure;
	}

	/**
	 * The exception for a script that was rolled back as a whole.
	 */
	MigrationFailedException rolledBack() {
		if (this.migration.code() != null) {
			return codeFailed(
					(this.direction == Direction.UP)
							? "Nothing of it is in force: it was rolled back, and the history does not mention it."
							: "Nothing of it is in force: it was rolled back, and the migration is applied as before.",
					"Correct the code and " + Wording.of(this.direction).again() + ".");
		}
		return switch (this.direction) {
			case UP -> exception(
					"Nothing of this script is in force: it was rolled back, and the history does not mention it.",
					takeOver("")
							+ "Correct the statement and start again: the next start applies the script from its beginning.");
			case DOWN -> exception(
					"Nothing of this script is in force: it was rolled back, and its migration is applied as before.",
					"Correct the statement and undo again: the script is executed from its beginning.");
		};
	}

	/**
	 * The exception for a transaction whose commit the database refused.
	 * @param done the last statement that is in force; 0 if none is
	 * @param hidden what the database's words may not show
	 */
	static MigrationFailedException commitRefused(Vendor vendor, ResolvedMigration migration, Direction direction,
			int done, SQLException error, Collection<String> hidden) {
		DatabaseError database = new DatabaseError(error, Secrets.in(vendor, "").and(hidden));
		return new MigrationFailedException(
				migration.script() + ": the commit after its statements failed." + System.lineSeparator()
						+ "The database says" + database.said() + System.lineSeparator() + inForce(done)
						+ "; what was to be committed was rolled back.",
				storage(vendor, error, "Correct the script, or the data that it meets,") + " and "
						+ Wording.of(direction).again() + ".",
				database);
	}

	/**
	 * The exception for a script of which the history says how far it got.
	 * @param done the last statement that is in force; 0 if none is
	 * @param rolledBack the first statement behind that one that was rolled back; that
	 * which failed if none was before it
	 * @param recorded whether it could be recorded that it failed
	 */
	MigrationFailedException partlyApplied(int done, int rolledBack, boolean recorded) {
		String history = history(recorded);
		if (this.migration.code() != null) {
			return codeFailed("Nothing of it is in force: it was rolled back." + history,
					"Correct the code and " + Wording.of(this.direction).again() + ".");
		}
		int number = this.failure.statement().number();
		StringBuilder inForce = new StringBuilder(inForce(done));
		if (rolledBack < number) {
			inForce.append((rolledBack == number - 1) ? "; statement " + rolledBack + " was rolled back"
					: "; statements " + rolledBack + " to " + (number - 1) + " were rolled back");
		}
		inForce.append((this.direction == Direction.UP) ? "." + history
				: ". The history says that the undo has not finished, and until it has, nothing is applied.");
		Wording wording = Wording.of(this.direction);
		String leave = switch (done) {
			case 0 -> "";
			case 1 -> " Leave statement 1 as it is.";
			default -> " Leave statements 1 to " + done + " as they are.";
		};
		return exception(inForce.toString(),
				takeOver("forget it with 'migrations repair --forget', then ") + "Correct the statement and "
						+ wording.again() + ": " + wording.next() + " resumes at statement " + (done + 1) + "."
						+ leave);
	}

	/**
	 * The exception for a statement that may have taken effect in part although the
	 * database refused it.
	 * @param done the last statement that is in force; 0 if none is
	 * @param recorded whether it could be recorded that it failed
	 */
	MigrationFailedException inDoubt(int done, boolean recorded) {
		int number = this.failure.statement().number();
		Wording wording = Wording.of(this.direction);
		String history = history(recorded);
		if (this.migration.code() != null) {
			return codeFailed(
					"It may be in force in part, because this database commits changes of the schema at once."
							+ history,
					"Look what it has changed, and take that back. Then use 'migrations repair --send-again': "
							+ wording.next() + " executes it again. Or complete it by hand, and accept it as done "
							+ "with 'migrations repair --accept-steps'.");
		}
		return exception(
				inForce(done) + "; statement " + number + " may have taken effect in part, because it is not "
						+ "rolled back." + history,
				"Look what it has changed, and take that back. Then use 'migrations repair --send-again': "
						+ wording.next() + " sends it again, corrected if need be. Or complete it by hand, and accept "
						+ "it as done with 'migrations repair --accept-steps': " + wording.next()
						+ " resumes behind it.");
	}

	/**
	 * How to take over a schema that was built before.
	 * @param first what has to be done before that
	 */
	private String takeOver(String first) {
		return this.mayBeBuilt ? "If the schema was built before migrations came, " + first
				+ "take it over: 'migrations baseline <version>', or migrations.baseline-on-migrate=true with "
				+ "migrations.baseline-version set to the version that it is at." + System.lineSeparator() : "";
	}

	private MigrationFailedException codeFailed(String inForce, String action) {
		Throwable thrown = this.failure.getCause();
		String words = (thrown instanceof MigrationException ours) ? ours.getDescription() : String.valueOf(thrown);
		return new MigrationFailedException(this.migration.script() + " failed: "
				+ Secrets.in(this.vendor, "").and(this.failure.hidden()).hide(words) + saidToCode(thrown)
				+ System.lineSeparator() + inForce, action, thrown);
	}

	/**
	 * What the database said, where the code has wrapped it, as Spring does.
	 */
	private String saidToCode(@Nullable Throwable thrown) {
		SQLException said = this.failure.error();
		if (String.valueOf(thrown).contains(String.valueOf(said.getMessage()))) {
			return "";
		}
		return System.lineSeparator() + "The database says" + withoutSecrets("").said();
	}

	/**
	 * What the history says of it. Nothing can be recorded on a connection that a pool
	 * has closed for the error.
	 */
	private static String history(boolean recorded) {
		return recorded ? " The history says that it failed." : "";
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
		DatabaseError database = withoutSecrets(statement.text());
		Place place = place(statement, database.position());
		String blocked = this.failure.blocked();
		String separator = System.lineSeparator();
		boolean lacks = this.failure.hidden().isEmpty() && this.migration.options().placeholders();
		String remark = lacks ? ScriptRemark.placeholder(this.migration, statement, LexicalRules.of(this.vendor))
				: null;
		String description = this.migration.script() + ", line " + place.line() + ", column " + place.column() + ": "
				+ numbers(statement) + " failed." + separator + separator
				+ ShownStatement.of(this.vendor, statement.text()) + separator + separator + "The database says"
				+ database.said() + separator + ((blocked != null) ? blocked + separator : "")
				+ ((remark != null) ? remark + separator : "") + inForce;
		String todo = action.replace("Correct the statement",
				(blocked != null) ? "Let what is in the way end, or raise migrations.ddl.retries," : remedy(error));
		return new MigrationFailedException(description, todo, database);
	}

	private DatabaseError withoutSecrets(String sql) {
		return new DatabaseError(this.failure.error(), Secrets.in(this.vendor, sql).and(this.failure.hidden()));
	}

	/**
	 * What failed. That it was one of several is the last word only where the connection
	 * is gone: otherwise their script is sent again, each by itself.
	 */
	private static String numbers(Statement statement) {
		return (statement.count() == 1) ? "statement " + statement.number()
				: "one of statements " + statement.number() + " to " + statement.lastNumber();
	}

	private String remedy(SQLException error) {
		boolean refusesTransaction = this.vendor == Vendor.POSTGRESQL
				&& OUTSIDE_OF_TRANSACTIONS.contains(String.valueOf(error.getSQLState()));
		return storage(this.vendor, error,
				(refusesTransaction && this.migration.options().transactional())
						? "Give a statement that commits, or that cannot be in a transaction, a script of its own with "
								+ "'-- migrations: transaction=none' at its head, or correct it,"
						: "Correct the statement");
	}

	/**
	 * What to do where the database keeps its files, if that is what failed.
	 * @param otherwise what to do else
	 */
	private static String storage(Vendor vendor, SQLException error, String otherwise) {
		String remedy = FileErrors.remedy(error, Dialect.of(vendor).errors());
		return (remedy != null) ? remedy + "," : otherwise;
	}

	private static Place place(Statement statement, int position) {
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

	/**
	 * Place in a script.
	 */
	private record Place(long line, int column) {
	}

}
