package dev.migrations.reliability.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrations.reliability.database.TargetDatabase;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * What a pooler in transaction mode does to a client: outside of transactions each
 * statement may meet another session of the server.
 */
public final class TransactionPooler extends AbstractDataSource implements AutoCloseable {

	private final List<Connection> sessions;

	private final Mutation mutation;

	private int current;

	/**
	 * Creates a pooler with two sessions.
	 * @param database the database
	 * @param mutant a mistake to be made in the traffic
	 * @throws SQLException if they cannot be opened
	 */
	public TransactionPooler(TargetDatabase database, Mutant mutant) throws SQLException {
		this.sessions = List.of(database.connect(), database.connect());
		this.mutation = mutant.mutation();
	}

	/**
	 * How often the mistake was made.
	 * @return the count
	 */
	public int mutations() {
		return this.mutation.times();
	}

	@Override
	public Connection getConnection() {
		return (Connection) Proxy.newProxyInstance(TransactionPooler.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (self, method, arguments) -> {
					String name = method.getName();
					if (name.equals("close") || name.equals("abort")) {
						return null;
					}
					Connection session = this.sessions.get(this.current);
					if (name.endsWith("Statement") && session.getAutoCommit()) {
						this.current = 1 - this.current;
						session = this.sessions.get(this.current);
					}
					Object[] values = arguments;
					if (name.equals("prepareStatement")) {
						values = arguments.clone();
						values[0] = this.mutation.rewrite((String) arguments[0]);
					}
					try {
						return method.invoke(session, values);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	@Override
	public Connection getConnection(String username, String password) {
		return getConnection();
	}

	@Override
	public void close() throws SQLException {
		for (Connection session : this.sessions) {
			session.close();
		}
	}

}
