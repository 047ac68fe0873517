package dev.migrations.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Data source that writes down everything that makes its driver talk to the database.
 */
public final class StatementLog extends DelegatingDataSource {

	private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	/**
	 * Creates a log.
	 * @param dataSource where connections come from
	 */
	public StatementLog(DataSource dataSource) {
		super(dataSource);
	}

	/**
	 * What was called so far: the SQL of each statement, and {@code commit},
	 * {@code rollback} and {@code setAutoCommit}.
	 * @return the calls
	 */
	public List<String> calls() {
		return List.copyOf(this.calls);
	}

	@Override
	public Connection getConnection() throws java.sql.SQLException {
		return proxy(Connection.class, super.getConnection(), null);
	}

	private <T> T proxy(Class<T> type, Object target, String sql) {
		InvocationHandler handler = (proxy, method, arguments) -> invoke(target, method, arguments, sql);
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private Object invoke(Object target, Method method, Object[] arguments, String sql) throws Throwable {
		String name = method.getName();
		String first = (arguments != null && arguments.length > 0) ? String.valueOf(arguments[0]) : null;
		if (name.startsWith("execute")) {
			this.calls.add((first != null) ? first : (sql != null) ? sql : name);
		}
		else if (name.equals("commit") || name.equals("rollback") || name.equals("setAutoCommit")) {
			this.calls.add(name);
		}
		try {
			Object result = method.invoke(target, arguments);
			if (result instanceof PreparedStatement && target instanceof Connection) {
				return proxy(PreparedStatement.class, result, first);
			}
			if (result instanceof Statement && target instanceof Connection) {
				return proxy(Statement.class, result, null);
			}
			return result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
