package dev.migrations.reliability.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Connection of which every call that talks to the database is a numbered round trip.
 */
final class WatchedConnection {

	private static final Set<String> TRIPS = Set.of("commit", "rollback", "setAutoCommit", "isValid", "getSchema",
			"setSchema", "setTransactionIsolation", "setReadOnly", "setSavepoint", "releaseSavepoint");

	private final Traffic traffic;

	private final Mutation mutation;

	private final Connection physical;

	private final OnClose onClose;

	private final boolean abortWorks;

	private final Connection proxy;

	private @Nullable Throwable lastFailure;

	private boolean closed;

	WatchedConnection(Traffic traffic, Mutation mutation, Connection physical, OnClose onClose, boolean abortWorks) {
		this.abortWorks = abortWorks;
		this.traffic = traffic;
		this.mutation = mutation;
		this.physical = physical;
		this.onClose = onClose;
		this.proxy = proxy(Connection.class, this::onConnection);
	}

	Connection proxy() {
		return this.proxy;
	}

	private <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(WatchedConnection.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private @Nullable Object onConnection(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
		switch (method.getName()) {
			case "close":
				close();
				return null;
			case "abort":
				if (this.abortWorks) {
					this.traffic.cut(this.physical);
				}
				return null;
			case "isWrapperFor":
				return true;
			case "unwrap":
				return unwrapped((Class<?>) argument(arguments, 0));
			case "createStatement":
				return statement(Statement.class, (Statement) call(method, this.physical, arguments), null);
			case "prepareStatement":
				return prepare(method, arguments);
			case "getMetaData":
				DatabaseMetaData metaData = this.physical.getMetaData();
				return proxy(DatabaseMetaData.class,
						(proxy, asked, values) -> ResultSet.class.equals(asked.getReturnType())
								? trip(asked.getName(), () -> call(asked, metaData, values))
								: call(asked, metaData, values));
			case "rollback":
				if (this.mutation.ignoresRollback(this.lastFailure)) {
					return null;
				}
				break;
			default:
				break;
		}
		if (!TRIPS.contains(method.getName())) {
			return call(method, this.physical, arguments);
		}
		Object result = trip(method.getName(), () -> call(method, this.physical, arguments));
		if (method.getName().equals("commit")) {
			for (Sent late : this.mutation.afterCommit()) {
				trip(late.sql(), () -> late.execute(this.physical));
				this.physical.commit();
			}
		}
		return result;
	}

	private void close() throws SQLException {
		if (!this.closed) {
			this.closed = true;
			this.onClose.closed(this.physical);
		}
	}

	private Object unwrapped(Class<?> type) throws SQLException {
		if (type == Connection.class) {
			return proxy(Connection.class, (self, method, arguments) -> {
				if (method.getName().equals("close")) {
					this.traffic.cut(this.physical);
					return null;
				}
				return call(method, this.physical, arguments);
			});
		}
		if (type != PGConnection.class) {
			return this.physical.unwrap(type);
		}
		PGConnection connection = this.physical.unwrap(PGConnection.class);
		return proxy(PGConnection.class, (self, method, arguments) -> method.getName().equals("getCopyAPI")
				? new WatchedCopy(this, this.physical) : call(method, connection, arguments));
	}

	private Object prepare(Method method, Object @Nullable [] arguments) throws Throwable {
		String sql = this.mutation.rewrite((String) argument(arguments, 0));
		Object[] rewritten = (arguments != null) ? arguments.clone() : new Object[0];
		rewritten[0] = sql;
		return statement(PreparedStatement.class, (PreparedStatement) call(method, this.physical, rewritten), sql);
	}

	private <T extends Statement> T statement(Class<T> type, T target, @Nullable String sql) {
		List<@Nullable Object> parameters = new ArrayList<>();
		return proxy(type, (self, method, arguments) -> {
			String name = method.getName();
			if (name.startsWith("execute")) {
				boolean own = arguments != null && arguments.length > 0;
				String text = (own && sql == null)
						? this.traffic.sent(this.mutation.rewrite((String) argument(arguments, 0))) : sql;
				Object[] values = arguments;
				if (own && sql == null) {
					values = (arguments != null) ? arguments.clone() : new Object[0];
					values[0] = text;
				}
				return execute(method, target, values, new Sent((text != null) ? text : name, parameters));
			}
			if (name.equals("getConnection")) {
				return this.proxy;
			}
			if (sql != null && name.startsWith("set") && arguments != null && arguments.length > 1
					&& arguments[0] instanceof Integer index) {
				while (parameters.size() < index) {
					parameters.add(null);
				}
				parameters.set(index - 1, name.equals("setNull") ? null : arguments[1]);
			}
			return call(method, target, arguments);
		});
	}

	private @Nullable Object execute(Method method, Statement target, Object @Nullable [] arguments, Sent sent)
			throws Throwable {
		for (Sent due : this.mutation.before(sent)) {
			trip(due.sql(), () -> due.execute(this.physical));
		}
		if (this.mutation.keepsBack(new Sent(sent.sql(), new ArrayList<>(sent.parameters())))) {
			return (method.getReturnType() == boolean.class) ? false : 1;
		}
		if (method.getName().equals("executeQuery")) {
			return trip(sent.sql(),
					() -> this.mutation.query(this.physical, sent.sql(), () -> query(method, target, arguments)));
		}
		return trip(sent.sql(), () -> call(method, target, arguments));
	}

	private static ResultSet query(Method method, Statement target, Object @Nullable [] arguments) throws SQLException {
		try {
			return (ResultSet) call(method, target, arguments);
		}
		catch (SQLException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	<T> T trip(String what, Traffic.Send<T> send) throws Throwable {
		try {
			return this.traffic.trip(what, this.physical, send);
		}
		catch (Throwable ex) {
			this.lastFailure = ex;
			throw ex;
		}
	}

	private static Object argument(Object @Nullable [] arguments, int index) {
		if (arguments == null) {
			throw new IllegalArgumentException("A call without arguments");
		}
		return arguments[index];
	}

	@SuppressWarnings("NullAway")
	private static Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Told when a connection is given back.
	 */
	@FunctionalInterface
	interface OnClose {

		void closed(Connection connection) throws SQLException;

	}

}
