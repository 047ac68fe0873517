package dev.migrations.benchmarks.measured;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Opens its first connection before it is asked for it, so that what a tool does is
 * measured and not how long the driver takes to connect.
 */
final class PreparedDataSource implements DataSource {

	private final String url;

	private @Nullable Connection prepared;

	PreparedDataSource(String url) throws SQLException {
		this.url = url;
		this.prepared = DriverManager.getConnection(url);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = this.prepared;
		this.prepared = null;
		return (connection != null) ? connection : DriverManager.getConnection(this.url);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	@Override
	public @Nullable PrintWriter getLogWriter() {
		return null;
	}

	@Override
	public void setLogWriter(@Nullable PrintWriter out) {
	}

	@Override
	public void setLoginTimeout(int seconds) {
	}

	@Override
	public int getLoginTimeout() {
		return 0;
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		throw new SQLFeatureNotSupportedException();
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		throw new SQLException("Not a wrapper");
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return false;
	}

}
