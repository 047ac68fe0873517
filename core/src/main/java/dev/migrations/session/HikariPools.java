package dev.migrations.session;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.ProxyConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionProxy;

/**
 * What only HikariCP can be asked. It need not be on the class path.
 */
public final class HikariPools {

	private static final boolean PRESENT = isPresent();

	private HikariPools() {
	}

	private static boolean isPresent() {
		try {
			Class.forName("com.zaxxer.hikari.HikariDataSource", false, HikariPools.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * Whether a data source is such a pool and can lend a connection without waiting.
	 * @param dataSource the data source
	 * @return whether it can
	 * @throws SQLException if it cannot be asked
	 */
	public static boolean hasRoom(DataSource dataSource) throws SQLException {
		return PRESENT && Present.hasRoom(dataSource);
	}

	/**
	 * Opens a connection past such a pool, with what the pool opens its own with.
	 * @param dataSource the data source
	 * @return the connection, to be closed by the caller; null if it is no such pool, or
	 * does not tell
	 * @throws SQLException if it cannot be opened
	 */
	public static @Nullable Connection openUnpooled(DataSource dataSource) throws SQLException {
		return PRESENT ? Present.openUnpooled(dataSource) : null;
	}

	/**
	 * The URL of such a pool.
	 * @param dataSource the data source
	 * @return the URL; null if it is none, or has none
	 * @throws SQLException if it cannot be asked
	 */
	static @Nullable String url(DataSource dataSource) throws SQLException {
		return PRESENT ? Present.url(dataSource) : null;
	}

	/**
	 * The driver that was set for such a pool and does not accept its URL.
	 * @param dataSource the data source
	 * @return the class of the driver; null if there is nothing of the kind
	 * @throws SQLException if it cannot be asked
	 */
	static @Nullable String refusingDriver(DataSource dataSource) throws SQLException {
		return PRESENT ? Present.refusingDriver(dataSource) : null;
	}

	/**
	 * How many connections such a pool may have.
	 * @param dataSource the data source
	 * @param otherwise what to return if it is no such pool
	 * @return the number
	 * @throws SQLException if it cannot be asked
	 */
	public static int size(DataSource dataSource, int otherwise) throws SQLException {
		return PRESENT ? Present.size(dataSource, otherwise) : otherwise;
	}

	/**
	 * What such a pool has put its own around. Whoever works on that sees to it that the
	 * pool gets back what it has lent, or is told that it does not.
	 * @param connection a connection that it has lent
	 * @return the connection behind it; the same one if no such pool has lent it, or
	 * others than Spring have put theirs around it, who are not passed by
	 * @throws SQLException if it cannot be asked
	 */
	static Connection behind(Connection connection) throws SQLException {
		return PRESENT ? Present.behind(connection) : connection;
	}

	/**
	 * Makes such a pool forget a connection, so that it lends it to nobody again.
	 * @param dataSource the data source
	 * @param connection a connection that it has lent
	 * @throws SQLException if it cannot be asked
	 */
	static void evict(DataSource dataSource, Connection connection) throws SQLException {
		if (PRESENT) {
			Present.evict(dataSource, connection);
		}
	}

	/**
	 * Loaded only where HikariCP is.
	 */
	private static final class Present {

		private static final int DEFAULT_SIZE = 10;

		static boolean hasRoom(DataSource dataSource) throws SQLException {
			if (!dataSource.isWrapperFor(HikariDataSource.class)) {
				return false;
			}
			HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
			HikariPoolMXBean state = pool.getHikariPoolMXBean();
			return state != null
					&& (state.getIdleConnections() > 0 || state.getTotalConnections() < pool.getMaximumPoolSize());
		}

		static @Nullable Connection openUnpooled(DataSource dataSource) throws SQLException {
			if (!dataSource.isWrapperFor(HikariDataSource.class)) {
				return null;
			}
			HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
			if (pool.getDataSource() != null) {
				return pool.getDataSource().getConnection();
			}
			if (pool.getJdbcUrl() == null) {
				return null;
			}
			Properties properties = new Properties();
			properties.putAll(pool.getDataSourceProperties());
			set(properties, "user", pool.getUsername());
			set(properties, "password", pool.getPassword());
			return DriverManager.getConnection(pool.getJdbcUrl(), properties);
		}

		private static void set(Properties properties, String name, @Nullable String value) {
			if (value != null) {
				properties.setProperty(name, value);
			}
		}

		static @Nullable String url(DataSource dataSource) throws SQLException {
			return dataSource.isWrapperFor(HikariDataSource.class)
					? dataSource.unwrap(HikariDataSource.class).getJdbcUrl() : null;
		}

		static @Nullable String refusingDriver(DataSource dataSource) throws SQLException {
			String url = url(dataSource);
			String name = (url != null) ? dataSource.unwrap(HikariDataSource.class).getDriverClassName() : null;
			if (url == null || name == null) {
				return null;
			}
			for (Driver driver : Collections.list(DriverManager.getDrivers())) {
				if (driver.getClass().getName().equals(name) && driver.acceptsURL(url)) {
					return null;
				}
			}
			return name;
		}

		static int size(DataSource dataSource, int otherwise) throws SQLException {
			if (!dataSource.isWrapperFor(HikariDataSource.class)) {
				return otherwise;
			}
			int size = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
			// Not set as long as it is negative.
			return (size > 0) ? size : DEFAULT_SIZE;
		}

		static Connection behind(Connection connection) throws SQLException {
			// Most have nothing around them, and a start then loads nothing for it.
			Connection lent = (connection instanceof ProxyConnection) ? connection : passed(connection);
			return (lent instanceof ProxyConnection) ? lent.unwrap(Connection.class) : connection;
		}

		static void evict(DataSource dataSource, Connection connection) throws SQLException {
			if (dataSource.isWrapperFor(HikariDataSource.class)) {
				dataSource.unwrap(HikariDataSource.class).evictConnection(lent(connection));
			}
		}

		/**
		 * What the pool itself has lent, behind what others have put around it. It evicts
		 * nothing else.
		 */
		private static Connection lent(Connection connection) throws SQLException {
			Connection lent = passed(connection);
			boolean isWrapped = !(lent instanceof ProxyConnection) && lent.isWrapperFor(ProxyConnection.class);
			return isWrapped ? lent.unwrap(ProxyConnection.class) : lent;
		}

		/**
		 * What is behind those that Spring puts around it, such as one that fetches the
		 * connection late.
		 */
		private static Connection passed(Connection connection) {
			Connection lent = connection;
			while (lent instanceof ConnectionProxy proxy) {
				lent = proxy.getTargetConnection();
			}
			return lent;
		}

	}

}
