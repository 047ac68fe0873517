package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrations.execution.HikariPools;
import dev.migrations.lock.ConnectionSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;

/**
 * Connections beside the working one, from the same data source.
 *
 * @param dataSource where they come from
 */
record PoolConnections(DataSource dataSource) implements ConnectionSource {

	@Override
	public Connection open() throws SQLException {
		return this.dataSource.getConnection();
	}

	@Override
	public @Nullable Connection openWithoutWaiting() {
		try {
			return hasRoom() ? open() : null;
		}
		catch (SQLException ex) {
			// The server, or the pool after all, has none to spare.
			return null;
		}
	}

	private boolean hasRoom() throws SQLException {
		// One that hands out the same connection again has no second session.
		return (this.dataSource instanceof AbstractDriverBasedDataSource
				&& !(this.dataSource instanceof SmartDataSource)) || HikariPools.hasRoom(this.dataSource);
	}

}
