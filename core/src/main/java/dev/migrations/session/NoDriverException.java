package dev.migrations.session;

import java.sql.SQLException;

/**
 * The driver of a data source does not accept its URL, which is not told here: user and
 * password may stand in it.
 */
public final class NoDriverException extends SQLException {

	private NoDriverException(String reason) {
		super(reason);
	}

	/**
	 * Says which driver it is. Typed as what any failure to connect is, so that a start
	 * at which nothing fails does not load this class.
	 */
	static SQLException of(String driver) {
		return new NoDriverException("its driver is " + driver);
	}

}
