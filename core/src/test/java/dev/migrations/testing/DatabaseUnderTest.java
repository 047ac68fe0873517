package dev.migrations.testing;

import java.nio.file.Path;

/**
 * Databases that every contract is run on.
 */
public enum DatabaseUnderTest {

	/**
	 * An SQLite file.
	 */
	SQLITE,

	/**
	 * H2 in memory.
	 */
	H2,

	/**
	 * PostgreSQL.
	 */
	POSTGRESQL,

	/**
	 * MariaDB, through its own driver.
	 */
	MARIADB,

	/**
	 * MariaDB, through MySQL's driver.
	 */
	MARIADB_BY_MYSQL_DRIVER;

	/**
	 * Creates an empty database.
	 * @param directory for databases that are files
	 * @return the database
	 */
	public TestDatabase create(Path directory) {
		return switch (this) {
			case SQLITE -> TestDatabase.sqlite(directory);
			case H2 -> TestDatabase.h2();
			case POSTGRESQL -> TestDatabase.postgresql();
			case MARIADB -> TestDatabase.mariadb();
			case MARIADB_BY_MYSQL_DRIVER -> TestDatabase.mariadbByMysqlDriver();
		};
	}

}
