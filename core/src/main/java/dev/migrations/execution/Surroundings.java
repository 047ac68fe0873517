package dev.migrations.execution;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

import dev.migrations.dialect.ErrorCodes;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.session.SessionState;
import dev.migrations.session.WorkingConnection;

/**
 * Who asks and where, as a script has set it before a statement: the role, and the schema
 * of names that are not qualified. What became of the statement is asked as it would have
 * been then: for others the catalog shows other objects, or hides them.
 */
final class Surroundings {

	private static final Pattern SETTING = Pattern.compile(
			"(USE\\s|SET\\s+(SESSION\\s+)?(ROLE|AUTHORIZATION|SCHEMA|SEARCH_PATH|SCHEMA_SEARCH_PATH)\\b"
					+ "|RESET\\s+(ROLE|SESSION|SEARCH_PATH|ALL)\\b|DISCARD\\s+ALL\\b"
					+ "|SELECT\\b.*\\bset_config\\b[^']*'(search_path|role)').*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final WorkingConnection connection;

	Surroundings(WorkingConnection connection) {
		this.connection = connection;
	}

	/**
	 * Whether a statement sets them for the rest of its script.
	 */
	static boolean areSetBy(Statement statement) {
		return (statement.kind() == StatementKind.SESSION || statement.kind() == StatementKind.QUERY)
				&& SETTING.matcher(statement.text()).matches();
	}

	/**
	 * Asks a question there. The session is then as it was.
	 * @param settings the statements that set them, in order
	 * @return the answer; unknown where the session cannot be brought there any more
	 * @throws SQLException if the question fails, or the connection is lost
	 */
	InDoubt.Outcome ask(List<Statement> settings, Question question) throws SQLException {
		if (settings.isEmpty()) {
			return question.ask();
		}
		SessionState session = new SessionState(this.connection);
		session.changes();
		try {
			return isThere(settings) ? question.ask() : InDoubt.Outcome.UNKNOWN;
		}
		finally {
			session.restore();
		}
	}

	private boolean isThere(List<Statement> settings) throws SQLException {
		Vendor vendor = this.connection.dialect().vendor();
		LostState lost = new LostState("", vendor);
		SessionReplay replay = new SessionReplay(vendor, lost);
		for (Statement setting : settings) {
			replay.passed(setting, setting);
		}
		try {
			for (SessionReplay.Entry entry : replay.entries()) {
				this.connection.execute(entry.statement().text());
			}
			return lost.isEmpty();
		}
		catch (SQLException ex) {
			ErrorCodes errors = this.connection.dialect().errors();
			if (errors.isConnectionLost(ex)) {
				throw ex;
			}
			return false;
		}
	}

	/**
	 * Question to the catalog.
	 */
	@FunctionalInterface
	interface Question {

		/**
		 * Asks it.
		 * @return what became of the statement in doubt
		 * @throws SQLException if it cannot be asked
		 */
		InDoubt.Outcome ask() throws SQLException;

	}

}
