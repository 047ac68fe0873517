package dev.migrations.session;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.SessionLimits;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a script sets for its session, so that neither the next script nor the next user
 * of the pool gets it.
 * <ol>
 * <li>Before the first statement that changes the session, what is set then is
 * remembered.</li>
 * <li>After the script, whether it failed or not, it is restored by value, so that every
 * script does the same alone and after others.</li>
 * <li>After the run a session that a script has changed is not given back to the pool
 * where the server keeps more than can be restored: prepared statements, user
 * variables.</li>
 * </ol>
 */
public final class SessionState {

	/**
	 * How the names of statements begin that a run prepares for itself, and that no
	 * script has prepared.
	 */
	public static final String OWN_STATEMENTS = "migrations_";

	private static final String SETTING_FUNCTION = "set_config";

	private static final Set<String> TRANSACTION_LIMITS = Set.of("lock_timeout", "statement_timeout",
			"transaction_timeout", "idle_in_transaction_session_timeout");

	private final WorkingConnection connection;

	private final SessionSettings settings;

	private @Nullable Map<String, String> before;

	private Map<String, String> limits = Map.of();

	/**
	 * Watches a session.
	 * @param connection its connection
	 */
	public SessionState(WorkingConnection connection) {
		this.connection = connection;
		this.settings = SessionSettings.of(connection.dialect().vendor());
	}

	/**
	 * Whether a statement changes the session: settings, and temporary tables, which live
	 * as long as it does. On PostgreSQL a query may do so too, as the one does with which
	 * every dump begins.
	 */
	public boolean isChangedBy(Statement statement) {
		return switch (statement.kind()) {
			case SESSION -> true;
			case QUERY ->
				this.connection.dialect().vendor() == Vendor.POSTGRESQL && mentions(statement.text(), SETTING_FUNCTION);
			case DDL -> createsTemporary(statement.text());
			default -> false;
		};
	}

	private static boolean mentions(String text, String name) {
		int last = text.length() - name.length();
		for (int i = 0; i <= last; i++) {
			if (text.regionMatches(true, i, name, 0, name.length())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether one of the three words behind {@code CREATE} says so.
	 */
	private static boolean createsTemporary(String text) {
		if (!isWord(text, 0, endOfWord(text, 0), "CREATE")) {
			return false;
		}
		int end = "CREATE".length();
		for (int i = 0; i < 3; i++) {
			int begin = end;
			while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
				begin++;
			}
			end = endOfWord(text, begin);
			if (isWord(text, begin, end, "TEMP") || isWord(text, begin, end, "TEMPORARY")) {
				return true;
			}
		}
		return false;
	}

	private static int endOfWord(String text, int begin) {
		int end = begin;
		while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static boolean isWord(String text, int begin, int end, String word) {
		return end - begin == word.length() && text.regionMatches(true, begin, word, 0, word.length());
	}

	/**
	 * A statement is about to change the session.
	 */
	public void changes() throws SQLException {
		if (this.before == null) {
			Map<String, String> read = this.settings.read(this.connection.jdbc());
			if (this.connection.sharesSessions()) {
				// These are limits of the transaction, and end with it.
				this.limits = new LinkedHashMap<>(read);
				this.limits.keySet().retainAll(TRANSACTION_LIMITS);
				read.keySet().removeAll(TRANSACTION_LIMITS);
			}
			this.before = read;
			this.connection.setChanged();
		}
	}

	/**
	 * Sets the limits that a script has of its own, until it has ended.
	 * @param options its options
	 * @param limits its limits
	 */
	public void limit(ScriptOptions options, StatementLimits limits) throws SQLException {
		SessionLimits session = this.connection.dialect().sessionLimits();
		Map<String, String> variables = session.variables(limits);
		if ((options.lockTimeout() != null || options.statementTimeout() != null) && !variables.isEmpty()) {
			changes();
			this.connection.execute(session.setting(variables));
		}
	}

	/**
	 * Whether anything has changed that has to be restored, which a transaction that is
	 * rolled back later would undo.
	 */
	public boolean isChanged() {
		return this.before != null;
	}

	/**
	 * A script has ended, and no transaction is open, except where sessions are shared.
	 */
	public void restore() throws SQLException {
		Map<String, String> remembered = this.before;
		if (this.connection.sharesSessions() && !this.connection.isInTransaction()) {
			// What was set was rolled back, or is restored, and the session is no longer
			// ours.
			this.before = null;
		}
		else if (remembered != null) {
			this.settings.restore(this.connection.jdbc(), remembered);
			limitTransaction();
			this.before = null;
		}
	}

	/**
	 * Gives the open transaction its limits again, which were restored with all else.
	 */
	private void limitTransaction() throws SQLException {
		for (Map.Entry<String, String> limit : this.limits.entrySet()) {
			try (PreparedStatement statement = this.connection.jdbc()
				.prepareStatement("SELECT set_config(?, ?, true)")) {
				statement.setString(1, limit.getKey());
				statement.setString(2, limit.getValue());
				statement.execute();
			}
		}
		this.limits = Map.of();
	}

	/**
	 * A script has failed, and no transaction is open.
	 * @param failure why; receives what goes wrong here
	 */
	public void restoreAfter(Throwable failure) {
		try {
			restore();
		}
		catch (Throwable ex) {
			failure.addSuppressed(ex);
			this.connection.abort(failure);
		}
	}

}
