package dev.migrations.reliability.database;

import java.util.Locale;

/**
 * Database product.
 */
public enum DatabaseKind {

	/**
	 * PostgreSQL, from embedded binaries.
	 */
	POSTGRESQL(true, true),

	/**
	 * SQLite, a file in the temporary directory.
	 */
	SQLITE(true, false),

	/**
	 * H2, in memory for enumerations and as a file that processes share.
	 */
	H2(false, false),

	/**
	 * MariaDB, from embedded binaries.
	 */
	MARIADB(false, true),

	/**
	 * MySQL, from programs that were named or that the profile {@code mysql} brings.
	 */
	MYSQL(false, true);

	private final boolean transactionalDdl;

	private final boolean server;

	DatabaseKind(boolean transactionalDdl, boolean server) {
		this.transactionalDdl = transactionalDdl;
		this.server = server;
	}

	/**
	 * Whether DDL is part of the transaction that contains it.
	 * @return whether it is
	 */
	public boolean transactionalDdl() {
		return this.transactionalDdl;
	}

	/**
	 * Whether a process of its own serves it.
	 * @return whether it does
	 */
	public boolean isServer() {
		return this.server;
	}

	/**
	 * The name in commands and in the ledger.
	 * @return the name
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
