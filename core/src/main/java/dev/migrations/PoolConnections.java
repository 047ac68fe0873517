package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.migrations.lock.ConnectionSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.util.ClassUtils;

/**
 * Connections beside the working one, from the same data source.
 *
 * @param dataSource where they come from
 */
record PoolConnections(DataSource dataSource) implements ConnectionSource {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			PoolConnections.class.getClassLoader());

	@Override
	public Connection open() throws SQLException {
		return this.dataSource.getConnection();
	}

	@Override
	public @Nullable Connection openWithoutWaiting() throws SQLException {
		return hasRoom() ? open() : null;
	}

	private boolean hasRoom() throws SQLException {
		return this.dataSource instanceof AbstractDriverBasedDataSource || (HIKARI && Hikari.hasRoom(this.dataSource));
	}

	/**
	 * HikariCP, which need not be on the class path.
	 */
	private static final class Hikari {

		static boolean hasRoom(DataSource dataSource) throws SQLException {
			if (!dataSource.isWrapperFor(HikariDataSource.class)) {
				return false;
			}
			HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
			HikariPoolMXBean state = pool.getHikariPoolMXBean();
			return state != null
					&& (state.getIdleConnections() > 0 || state.getTotalConnections() < pool.getMaximumPoolSize());
		}

	}

}
