package dev.migrations.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
	MARIADB_BY_MYSQL_DRIVER,

	/**
	 * MySQL, through its own driver.
	 */
	MYSQL,

	/**
	 * MySQL, through MariaDB's driver.
	 */
	MYSQL_BY_MARIADB_DRIVER;

	/**
	 * Those that this machine has: all, but MySQL's own server only where there is one.
	 * @return the databases
	 */
	public static List<DatabaseUnderTest> available() {
		boolean mysql = MySqlServer.isAvailable();
		return Stream.of(values())
			.filter((database) -> mysql || (database != MYSQL && database != MYSQL_BY_MARIADB_DRIVER))
			.toList();
	}

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
			case MYSQL -> TestDatabase.mysql();
			case MYSQL_BY_MARIADB_DRIVER -> TestDatabase.mysqlByMariadbDriver();
		};
	}

}
