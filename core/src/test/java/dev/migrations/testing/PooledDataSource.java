package dev.migrations.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import javax.sql.DataSource;

import org.postgresql.PGConnection;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * PostgreSQL as it looks through a pooler in transaction mode: every transaction, and
 * what comes between two of them, gets the session that has been idle for longest, and
 * the driver knows a server process that there is not.
 */
public final class PooledDataSource extends AbstractDataSource {

	private static final int NO_PROCESS = 1_000_000_000;

	private final BlockingQueue<Connection> sessions = new LinkedBlockingQueue<>();

	/**
	 * Opens the sessions.
	 * @param dataSource where from
	 * @param count how many
	 * @throws SQLException if they cannot be opened
	 */
	public PooledDataSource(DataSource dataSource, int count) throws SQLException {
		for (int i = 0; i < count; i++) {
			this.sessions.add(dataSource.getConnection());
		}
	}

	/**
	 * The sessions, none of which is in use.
	 * @return the sessions
	 */
	public Iterable<Connection> sessions() {
		return this.sessions;
	}

	@Override
	public Connection getConnection() {
		return new Client().connection();
	}

	@Override
	public Connection getConnection(String username, String password) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Connection of a client, which has a session only while it needs one.
	 */
	private final class Client {

		private Connection session;

		private boolean autoCommit = true;

		Connection connection() {
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "getAutoCommit" -> this.autoCommit;
						case "isClosed" -> false;
						case "isWrapperFor" -> arguments[0] == PGConnection.class;
						case "unwrap" -> driver();
						case "close", "abort" -> {
							if (this.session != null && !this.autoCommit) {
								this.session.rollback();
							}
							giveBack();
							yield null;
						}
						case "setAutoCommit" -> {
							giveBack();
							this.autoCommit = (boolean) arguments[0];
							yield null;
						}
						default -> call(method, arguments);
					});
		}

		private Object call(Method method, Object[] arguments) throws Throwable {
			try {
				if (this.session == null) {
					this.session = PooledDataSource.this.sessions.take();
					this.session.setAutoCommit(this.autoCommit);
				}
				Object result = method.invoke(this.session, arguments);
				boolean ended = method.getName().equals("commit")
						|| (method.getName().equals("rollback") && arguments == null);
				if (ended) {
					giveBack();
				}
				return result;
			}
			catch (InvocationTargetException ex) {
				throw ex.getCause();
			}
		}

		/**
		 * The session goes to the end of the queue, so that the next transaction gets
		 * another one.
		 */
		private void giveBack() throws SQLException {
			if (this.session != null) {
				if (!this.session.getAutoCommit()) {
					this.session.setAutoCommit(true);
				}
				PooledDataSource.this.sessions.add(this.session);
				this.session = null;
			}
		}

		private PGConnection driver() {
			return (PGConnection) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { PGConnection.class }, (proxy, method, arguments) -> switch (method.getName()) {
						case "getBackendPID" -> NO_PROCESS;
						case "getPrepareThreshold" -> 5;
						default -> null;
					});
		}

	}

}
