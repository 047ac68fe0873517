package dev.migrations.dialect;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
	 * The names of all products.
	 * @return their ids
	 */
	public static Set<String> ids() {
		Set<String> ids = new HashSet<>();
		for (Vendor vendor : values()) {
			ids.add(vendor.id());
		}
		return ids;
	}

	/**
	 * The folders that {@code {vendor}} stands for, the best first.
	 * @return the names of the folders
	 */
	public List<String> folders() {
		return (this == MARIADB) ? List.of(id(), MYSQL.id()) : List.of(id());
	}

}
