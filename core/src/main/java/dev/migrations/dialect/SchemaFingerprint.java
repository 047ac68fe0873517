package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Fingerprint of a schema or of one object in it, for databases where DDL commits by
 * itself: equal as long as no statement has changed anything that the catalog says of it.
 * Our own tables do not count, nor does what changes with the data.
 */
abstract sealed class SchemaFingerprint permits H2Fingerprint, MysqlFingerprint {

	static SchemaFingerprint of(Vendor vendor) {
		return switch (vendor) {
			case H2 -> new H2Fingerprint();
			case MARIADB, MYSQL -> new MysqlFingerprint();
			case SQLITE, POSTGRESQL, CLICKHOUSE ->
				throw new IllegalStateException("Nothing asks for a fingerprint of " + vendor);
		};
	}

	/**
	 * Takes a fingerprint.
	 * @param connection the connection
	 * @param scope of what
	 * @param ownPrefix what the names of our own tables begin with
	 */
	abstract String take(Connection connection, FingerprintScope scope, String ownPrefix) throws SQLException;

	/**
	 * Expression in SQL that gives the fingerprint, so that the server can take it in the
	 * statement that records it.
	 * @param connection the connection, for a database that cannot compute it
	 * @param scope of what
	 * @param ownPrefix what the names of our own tables begin with
	 */
	abstract ParameterizedSql expression(Connection connection, FingerprintScope scope, String ownPrefix)
			throws SQLException;

}
