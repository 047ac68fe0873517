package dev.migrations.boot.slices;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that migrates by another way than through its {@code DataSource}, and
 * what a test looks for behind either.
 */
final class WayOfProduction {

	/**
	 * Where it says so.
	 */
	static final String APPLICATION = "spring.config.location=classpath:/slices/";

	static final String URL = "jdbc:h2:mem:production-by-properties;DB_CLOSE_DELAY=-1";

	private WayOfProduction() {
	}

	static void assertMigratedAndNothingElse(DataSource dataSource) {
		assertMigrated(dataSource);
		assertEmpty(new DriverManagerDataSource(URL, "owner", "secret"));
	}

	static void assertMigrated(DataSource dataSource) {
		assertThat(JdbcClient.create(dataSource).sql("SELECT name FROM person").query(String.class).single())
			.isEqualTo("Ada");
	}

	static void assertEmpty(DataSource dataSource) {
		assertThat(JdbcClient.create(dataSource)
			.sql("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
			.query(Integer.class)
			.single()).isZero();
	}

}
