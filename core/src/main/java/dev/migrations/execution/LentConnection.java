package dev.migrations.execution;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.dialect.Dialect;
import dev.migrations.model.InvalidMigrationException;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a run, as it is lent to code. It carries the transaction in which the
 * migration is recorded, so that whatever would end that transaction, or get hold of the
 * connection behind this one, is refused. So is everything behind an error with which the
 * database has rolled the transaction back, because it would be committed all the same.
 * Remembers whether everything that was sent can be rolled back.
 */
final class LentConnection {

	private static final Set<String> REFUSED = Set.of("commit", "close", "setAutoCommit", "abort");

	static final Set<String> CHANGES_OF_DATA = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "WITH");

	static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "SHOW", "EXPLAIN", "DESCRIBE");

	private static final Pattern BEGINNING = Pattern
		.compile("(?s)(?:\\s|--[^\\n]*(?:\\n|$)|#[^\\n]*(?:\\n|$)|/\\*.*?\\*/|;)*(\\p{L}*)");

	private static final Pattern ENDS_TRANSACTION = Pattern.compile(
			"(?is)COMMIT\\b.*|ABORT\\b.*|END\\b.*|BEGIN\\b.*|START\\s+TRANSACTION\\b.*|ROLLBACK\\b(?!\\s+(?:WORK\\s+|TRANSACTION\\s+)?TO\\b).*"
					+ "|SET\\s+(?:SESSION\\s+)?(?:@@(?:session\\.)?)?autocommit\\b.*");

	private final LentTransaction transaction;

	private final String borrower;

	private final Connection lent;

	private boolean changesData;

	private boolean mayCommit;

	private String refused = "";

	LentConnection(Connection connection, Dialect dialect, String borrower) {
		this.transaction = new LentTransaction(connection, dialect);
		this.borrower = borrower;
		this.lent = (Connection) guard(connection, Connection.class, "");
	}

	/**
	 * The connection that the code gets.
	 */
	Connection connection() {
		return this.lent;
	}

	/**
	 * Whether anything was sent that changes data.
	 */
	boolean changesData() {
		return this.changesData;
	}

	/**
	 * Whether anything was sent that may have committed, where DDL does.
	 */
	boolean mayCommit() {
		return this.mayCommit;
	}

	/**
	 * The statement that the database has refused last; empty if it has refused none.
	 */
	String refused() {
		return this.refused;
	}

	/**
	 * Makes sure that the transaction is the one in which the migration is recorded.
	 */
	void requireTransaction() {
		this.transaction.require(this.borrower);
	}

	private Object guard(Object target, Class<?> type, String sql) {
		return Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] { type },
				new Guard(target, sql));
	}

	/**
	 * The word that a statement begins with, in upper case; empty if there is none.
	 */
	static String word(String sql) {
		Matcher beginning = BEGINNING.matcher(sql);
		return beginning.lookingAt() ? beginning.group(1).toUpperCase(Locale.ROOT) : "";
	}

	private InvalidMigrationException refused(String call) {
		return new InvalidMigrationException(
				this.borrower + " calls " + call + " on the connection of its migration, which carries the "
						+ "transaction in which the migration is recorded.",
				"Leave it out: the migration is committed when the method returns, and rolled back when it throws.");
	}

	/**
	 * Whether it may be more than one statement.
	 */
	static boolean isSeveral(String sql) {
		int semicolon = sql.indexOf(';');
		return semicolon >= 0 && semicolon < sql.stripTrailing().length() - 1;
	}

	private void sends(String sql) {
		Matcher beginning = BEGINNING.matcher(sql);
		if (!beginning.lookingAt()) {
			this.mayCommit = true;
			return;
		}
		String word = beginning.group(1).toUpperCase(Locale.ROOT);
		if (ENDS_TRANSACTION.matcher(word + sql.substring(beginning.end())).matches()) {
			throw refused("'" + (word.equals("START") ? "START TRANSACTION" : word) + "'");
		}
		boolean several = isSeveral(sql);
		this.changesData |= CHANGES_OF_DATA.contains(word) || several;
		this.mayCommit |= several || !(CHANGES_OF_DATA.contains(word) || QUERIES.contains(word));
	}

	/**
	 * Stands before a connection, and before whatever leads back to one.
	 */
	private final class Guard implements InvocationHandler {

		private final Object target;

		/** What was sent through it last, or is when it is executed; may be empty. */
		private String sql;

		Guard(Object target, String sql) {
			this.target = target;
			this.sql = sql;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			String name = method.getName();
			if (method.getDeclaringClass() == Object.class) {
				return switch (name) {
					case "equals" -> arguments != null && proxy == arguments[0];
					case "hashCode" -> System.identityHashCode(proxy);
					default -> "connection of " + LentConnection.this.borrower;
				};
			}
			if (name.equals("unwrap")
					|| (this.target instanceof Connection && (REFUSED.contains(name) || isRollback(name, arguments)))) {
				throw refused(name + "()");
			}
			if (name.equals("isWrapperFor")) {
				return false;
			}
			if (name.equals("getConnection")) {
				return LentConnection.this.lent;
			}
			String statement = this.sql;
			if (arguments != null && arguments.length > 0 && arguments[0] instanceof String given && isSql(name)) {
				sends(given);
				statement = given;
			}
			if (this.target instanceof Statement) {
				this.sql = statement;
			}
			return guarded(call(method, arguments, statement), statement);
		}

		private @Nullable Object call(Method method, Object @Nullable [] arguments, String statement) throws Throwable {
			boolean executes = method.getName().startsWith("execute");
			if (executes) {
				requireTransaction();
				LentConnection.this.transaction.executes(statement);
			}
			try {
				Object result = method.invoke(this.target, arguments);
				if (executes) {
					LentConnection.this.transaction.executed(statement);
				}
				return result;
			}
			catch (InvocationTargetException ex) {
				if (ex.getTargetException() instanceof SQLException error) {
					LentConnection.this.refused = statement;
					LentConnection.this.transaction.failed(statement, error);
				}
				throw ex.getTargetException();
			}
		}

		private boolean isRollback(String name, Object @Nullable [] arguments) {
			return name.equals("rollback") && (arguments == null || arguments.length == 0);
		}

		private boolean isSql(String name) {
			return name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch");
		}

		private @Nullable Object guarded(@Nullable Object result, String statement) {
			if (result instanceof CallableStatement) {
				return guard(result, CallableStatement.class, statement);
			}
			if (result instanceof PreparedStatement) {
				return guard(result, PreparedStatement.class, statement);
			}
			if (result instanceof Statement) {
				return guard(result, Statement.class, statement);
			}
			if (result instanceof ResultSet) {
				return guard(result, ResultSet.class, statement);
			}
			return (result instanceof DatabaseMetaData) ? guard(result, DatabaseMetaData.class, "") : result;
		}

	}

}
