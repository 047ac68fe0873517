package dev.migrations.session;

import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * A data source gives no connection and does not say why, as a mock does.
 */
public final class NoConnectionException extends SQLException {

	private NoConnectionException(String reason) {
		super(reason);
	}

	/**
	 * Says which data source it is. Typed as what any failure to connect is, so that a
	 * start at which nothing fails does not load this class.
	 */
	static SQLException of(DataSource dataSource) {
		return new NoConnectionException("its class is " + dataSource.getClass().getName());
	}

}
