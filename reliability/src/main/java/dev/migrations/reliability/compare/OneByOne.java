package dev.migrations.reliability.compare;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Data source whose statements send what is added to a batch one by one, each in a trip
 * of its own, and stop at the first that fails.
 */
final class OneByOne extends DelegatingDataSource {

	OneByOne(DataSource dataSource) {
		super(dataSource);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(OneByOne.class.getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					Object result = call(connection, method, arguments);
					return (method.getName().equals("createStatement") && result instanceof Statement statement)
							? withoutBatches(statement) : result;
				});
	}

	private static Statement withoutBatches(Statement statement) {
		List<String> batch = new ArrayList<>();
		return (Statement) Proxy.newProxyInstance(OneByOne.class.getClassLoader(), new Class<?>[] { Statement.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "addBatch" -> batch.add(String.valueOf(arguments[0]));
					case "executeLargeBatch" -> send(statement, batch);
					case "executeBatch" -> Arrays.stream(send(statement, batch)).mapToInt(Math::toIntExact).toArray();
					default -> call(statement, method, arguments);
				});
	}

	private static long[] send(Statement statement, List<String> batch) throws SQLException {
		List<String> texts = List.copyOf(batch);
		batch.clear();
		long[] changes = new long[texts.size()];
		for (int i = 0; i < changes.length; i++) {
			try {
				statement.execute(texts.get(i));
				changes[i] = Math.max(0, statement.getUpdateCount());
			}
			catch (SQLException ex) {
				int[] failed = new int[changes.length];
				Arrays.fill(failed, i, failed.length, Statement.EXECUTE_FAILED);
				BatchUpdateException thrown = new BatchUpdateException("Entry " + i + " has failed", ex.getSQLState(),
						ex.getErrorCode(), failed, ex);
				thrown.setNextException(ex);
				throw thrown;
			}
		}
		return changes;
	}

	private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

}
