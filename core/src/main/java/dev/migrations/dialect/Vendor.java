package dev.migrations.dialect;

import java.util.List;
import java.util.Locale;

/**
 * Database product that is known.
 */
public enum Vendor {

	/**
	 * SQLite.
	 */
	SQLITE,

	/**
	 * PostgreSQL.
	 */
	POSTGRESQL,

	/**
	 * MariaDB.
	 */
	MARIADB,

	/**
	 * MySQL.
	 */
	MYSQL,

	/**
	 * H2.
	 */
	H2,

	/**
	 * ClickHouse; only its lexical rules so far.
	 */
	CLICKHOUSE;

	/**
	 * The name that users see, and that stands for {@code {vendor}} in a location.
	 * @return the name in lower case
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The folders that {@code {vendor}} stands for, the best first.
	 * @return the names of the folders
	 */
	public List<String> folders() {
		return (this == MARIADB) ? List.of(id(), MYSQL.id()) : List.of(id());
	}

}
