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
import dev.migrations.dialect.Vendor;
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

	private static final Set<String> CHANGES_OF_DATA = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "WITH");

	private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "SHOW", "EXPLAIN", "DESCRIBE");

	private static final Pattern BEGINNING = Pattern
		.compile("(?s)(?:\\s|--[^\\n]*(?:\\n|$)|#[^\\n]*(?:\\n|$)|/\\*.*?\\*/|;)*(\\p{L}*)(.*)");

	private static final Pattern ENDS_TRANSACTION = Pattern.compile(
			"(?is)COMMIT\\b.*|ABORT\\b.*|END\\b.*|BEGIN\\b.*|START\\s+TRANSACTION\\b.*|ROLLBACK\\b(?!\\s+(?:WORK\\s+|TRANSACTION\\s+)?TO\\b).*"
					+ "|SET\\s+(?:SESSION\\s+)?(?:@@(?:session\\.)?)?autocommit\\b.*");

	private final Connection connection;

	private final Dialect dialect;

	private final String borrower;

	private final Connection lent;

	private boolean changesData;

	private boolean mayCommit;

	/** Whether the transaction was ended by an error. */
	private boolean ended;

	LentConnection(Connection connection, Dialect dialect, String borrower) {
		this.connection = connection;
		this.dialect = dialect;
		this.borrower = borrower;
		this.lent = (Connection) guard(connection, Connection.class);
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
	 * Makes sure that the transaction is the one in which the migration is recorded.
	 */
	void requireTransaction() {
		if (this.ended) {
			throw new InvalidMigrationException(
					this.borrower
							+ " goes on after an error with which the database has rolled back the transaction of its "
							+ "migration, as at a deadlock, or on SQLite with OR ROLLBACK and RAISE(ROLLBACK, …).",
					"Let the error through. On SQLite, OR ABORT and RAISE(ABORT, …) undo their statement alone.");
		}
	}

	/**
	 * Finds out whether an error has ended the transaction. PostgreSQL refuses by itself
	 * what comes behind one, unless there is a savepoint. On SQLite another transaction
	 * can be begun only if it was ended.
	 */
	private void failed(SQLException error) {
		if (this.dialect.vendor() != Vendor.SQLITE) {
			this.ended |= this.dialect.vendor() != Vendor.POSTGRESQL && this.dialect.errors().isDeadlock(error);
			return;
		}
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("BEGIN");
			this.ended = true;
			statement.execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// One is open.
		}
	}

	private Object guard(Object target, Class<?> type) {
		return Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] { type },
				new Guard(target));
	}

	private InvalidMigrationException refused(String call) {
		return new InvalidMigrationException(
				this.borrower + " calls " + call + " on the connection of its migration, which carries the "
						+ "transaction in which the migration is recorded.",
				"Leave it out: the migration is committed when the method returns, and rolled back when it throws.");
	}

	private void sends(String sql) {
		Matcher beginning = BEGINNING.matcher(sql);
		if (!beginning.matches()) {
			this.mayCommit = true;
			return;
		}
		String word = beginning.group(1).toUpperCase(Locale.ROOT);
		if (ENDS_TRANSACTION.matcher(word + beginning.group(2)).matches()) {
			throw refused("'" + (word.equals("START") ? "START TRANSACTION" : word) + "'");
		}
		String rest = sql.strip();
		int semicolon = rest.indexOf(';');
		boolean several = semicolon >= 0 && semicolon < rest.length() - 1;
		this.changesData |= CHANGES_OF_DATA.contains(word) || several;
		this.mayCommit |= several || !(CHANGES_OF_DATA.contains(word) || QUERIES.contains(word));
	}

	/**
	 * Stands before a connection, and before whatever leads back to one.
	 */
	private final class Guard implements InvocationHandler {

		private final Object target;

		Guard(Object target) {
			this.target = target;
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
			if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql && isSql(name)) {
				sends(sql);
			}
			if (name.startsWith("execute")) {
				requireTransaction();
			}
			try {
				return guarded(method.invoke(this.target, arguments));
			}
			catch (InvocationTargetException ex) {
				if (ex.getTargetException() instanceof SQLException error) {
					failed(error);
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

		private @Nullable Object guarded(@Nullable Object result) {
			if (result instanceof CallableStatement) {
				return guard(result, CallableStatement.class);
			}
			if (result instanceof PreparedStatement) {
				return guard(result, PreparedStatement.class);
			}
			if (result instanceof Statement) {
				return guard(result, Statement.class);
			}
			if (result instanceof ResultSet) {
				return guard(result, ResultSet.class);
			}
			return (result instanceof DatabaseMetaData) ? guard(result, DatabaseMetaData.class) : result;
		}

	}

}
