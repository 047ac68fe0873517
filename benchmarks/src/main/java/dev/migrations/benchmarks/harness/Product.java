package dev.migrations.benchmarks.harness;

import java.util.Locale;

/**
 * Database product that is measured.
 */
enum Product {

	SQLITE("SQLite", "sqlite-jdbc"), POSTGRESQL("PostgreSQL", "postgresql"), MARIADB("MariaDB", "mariadb-java-client"),
	H2("H2", "h2");

	private final String title;

	private final String driver;

	Product(String title, String driver) {
		this.title = title;
		this.driver = driver;
	}

	/**
	 * What its driver's jar is called, up to the version.
	 */
	String driver() {
		return this.driver;
	}

	/**
	 * Whether it is reached over the network, so that there are trips to count.
	 */
	boolean isServer() {
		return this == POSTGRESQL || this == MARIADB;
	}

	static Product of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT));
	}

	@Override
	public String toString() {
		return this.title;
	}

}
