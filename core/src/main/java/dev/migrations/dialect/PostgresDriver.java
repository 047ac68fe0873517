package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;

/**
 * What only PostgreSQL's own driver can be asked. It need not be on the class path.
 */
public final class PostgresDriver {

	private static final boolean PRESENT = isPresent();

	private PostgresDriver() {
	}

	private static boolean isPresent() {
		try {
			Class.forName("org.postgresql.PGConnection", false, PostgresDriver.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * The server process that the driver was told it is connected to. A pooler makes this
	 * number up.
	 * @param connection the connection
	 * @return the process; 0 if that is not known
	 * @throws SQLException if the driver cannot be asked
	 */
	public static int process(Connection connection) throws SQLException {
		return PRESENT ? Present.process(connection) : 0;
	}

	/**
	 * Whether a backslash escapes in strings without a prefix: the server tells the
	 * driver what {@code standard_conforming_strings} are, so that nobody has to ask.
	 */
	static boolean isEscaping(Connection connection) throws SQLException {
		return PRESENT && Present.isEscaping(connection);
	}

	/**
	 * Loaded only where the driver is.
	 */
	private static final class Present {

		static int process(Connection connection) throws SQLException {
			return connection.isWrapperFor(PGConnection.class) ? connection.unwrap(PGConnection.class).getBackendPID()
					: 0;
		}

		static boolean isEscaping(Connection connection) throws SQLException {
			return connection.isWrapperFor(PGConnection.class) && "off"
				.equals(connection.unwrap(PGConnection.class).getParameterStatus("standard_conforming_strings"));
		}

	}

}
