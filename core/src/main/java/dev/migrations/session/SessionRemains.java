package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.migrations.dialect.NameMention;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * What a script of MariaDB or MySQL may leave in its session, although nothing that can
 * be read and restored tells of it.
 * <ol>
 * <li>What is prepared, locks of {@code GET_LOCK}, and handlers: told by the statements
 * themselves.</li>
 * <li>Variables of the user, where the server does not list them.</li>
 * <li>All of these, and temporary tables, where a routine leaves them: told by the texts
 * of the routines that the script makes, or finds in the schemas that it mentions. No
 * server lists the locks of a session, and few its temporary tables.</li>
 * </ol>
 */
final class SessionRemains {

	/** Without one of these words a routine leaves no more than variables. */
	private static final List<String> LEAVING = List.of("GET_LOCK", "TEMPORARY", "PREPARE", "EXECUTE");

	private static final String[] LOCKING = { "get_lock" };

	private static final String ROUTINES = """
			SELECT COUNT(*) FROM (SELECT LOWER(routine_definition) AS body FROM information_schema.routines
				WHERE routine_schema = DATABASE() OR LOCATE(LOWER(routine_schema), LOWER(?)) > 0) called
			WHERE body IS NULL OR body LIKE '%get_lock%' OR body LIKE '%temporary%' OR body LIKE '%prepare%'
				OR body LIKE '%execute%'""";

	private static final String OR_VARIABLES = " OR body LIKE '%@%'";

	/** Where a script calls more than this, it may call anything. */
	private static final int LONGEST_CALLS = 10_000;

	/** Whether a statement surely leaves something, or nobody knows. */
	private boolean left;

	/** Whether a variable of the user is set. */
	private boolean variables;

	/** Statements that may call routines, and those that say in which schema. */
	private final StringBuilder calls = new StringBuilder();

	private boolean mayCall;

	/** Whether the script makes a routine that may leave something. */
	private boolean makesLeaving;

	/** Whether it makes one that mentions a variable. */
	private boolean makesSetting;

	/**
	 * Code is executed, which may do anything.
	 */
	void addCode() {
		this.left = true;
	}

	/**
	 * The script has a statement.
	 */
	void add(Statement statement) {
		String text = statement.text();
		StatementKind kind = statement.kind();
		boolean other = kind == StatementKind.OTHER && statement.transactional();
		boolean calls = other || (kind == StatementKind.QUERY && text.indexOf('(') >= 0);
		if (kind == StatementKind.DDL && isRoutine(statement)) {
			this.makesLeaving |= NameMention.any(LEAVING, text);
			this.makesSetting |= UserVariables.areIn(text);
			return;
		}
		this.left |= SessionChanges.calls(LOCKING, LOCKING.length, text)
				|| (kind == StatementKind.SESSION && NameMention.isAt(0, "PREPARE", text))
				|| (other && (NameMention.isAt(0, "HANDLER", text) || NameMention.any(LEAVING, text)));
		this.variables |= (calls || kind == StatementKind.SESSION || kind == StatementKind.QUERY)
				? UserVariables.areIn(text) : UserVariables.areSetBy(statement);
		if (calls || (kind == StatementKind.SESSION && NameMention.isAt(0, "USE", text))) {
			this.mayCall |= calls;
			this.left |= this.calls.length() + text.length() > LONGEST_CALLS;
			if (!this.left) {
				this.calls.append(text).append(' ');
			}
		}
	}

	private static boolean isRoutine(Statement statement) {
		String type = statement.objects().isEmpty() ? "" : statement.objects().get(0).type();
		return type.equals("PROCEDURE") || type.equals("FUNCTION");
	}

	/**
	 * Whether there may be anything, once the script has ended.
	 * @param before what was set before it, which is restored; null if nobody has looked
	 */
	boolean mayBeLeft(Connection connection, @Nullable Map<String, String> before) throws SQLException {
		boolean restored = before != null && MysqlSettings.listsUserVariables(before);
		if (this.left || (this.variables && !restored)) {
			return true;
		}
		boolean makes = this.makesLeaving || (this.makesSetting && !restored);
		return this.mayCall && (makes || finds(connection, !restored));
	}

	/**
	 * Whether there is such a routine.
	 * @param orVariables whether one that sets a variable is one
	 */
	private boolean finds(Connection connection, boolean orVariables) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement(orVariables ? ROUTINES + OR_VARIABLES : ROUTINES)) {
			statement.setString(1, this.calls.toString());
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1) > 0;
			}
		}
	}

}
