package dev.migrations.boot.slices;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application migrates as the owner of a database, by a way of its own. A test that
 * replaces the database must not reach that one.
 */
@JdbcTest(properties = { "spring.flyway.enabled=false", "migrations.url=" + ReplacedDatabaseSliceTests.OF_PRODUCTION,
		"migrations.username=owner", "migrations.password=secret" })
class ReplacedDatabaseSliceTests {

	static final String OF_PRODUCTION = "jdbc:h2:mem:production;DB_CLOSE_DELAY=-1";

	@Autowired
	private JdbcClient client;

	@Test
	void migratesWhatTheTestHasPutInPlaceOfTheDatabaseAndNothingElse() {
		assertThat(this.client.sql("SELECT name FROM person").query(String.class).list()).containsExactly("Ada");
		JdbcClient production = JdbcClient.create(new DriverManagerDataSource(OF_PRODUCTION, "owner", "secret"));
		assertThat(production.sql("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
			.query(Integer.class)
			.single()).isZero();
	}

}
