package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import dev.migrations.MigrationInfo;
import dev.migrations.Migrator;
import dev.migrations.model.InvalidSettingsException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on PostgreSQL whose user may not change the schema.
 */
class PostgreSqlMigrationTests {

	private static EmbeddedPostgres postgres;

	@BeforeAll
	static void start() throws IOException {
		postgres = EmbeddedPostgres.builder().start();
		JdbcClient client = JdbcClient.create(postgres.getPostgresDatabase());
		client.sql("CREATE ROLE owner LOGIN PASSWORD 'owner'").update();
		client.sql("CREATE ROLE app LOGIN PASSWORD 'app'").update();
		client.sql("GRANT CREATE ON SCHEMA public TO owner").update();
		client.sql("ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT SELECT ON TABLES TO app").update();
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
	}

	/**
	 * The driver takes the user of the URL, whatever other one it is given.
	 */
	@Test
	void migratesAsNobodyElseThanTheOwner() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withPropertyValues(
					"spring.datasource.url=" + postgres.getJdbcUrl("app", "postgres").split("\\?")[0]
							+ "?user=app&password=app",
					"migrations.username=owner", "migrations.password=owner", "migrations.history-table=other")
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOfSatisfying(InvalidSettingsException.class, (error) -> {
						assertThat(error.getDescription()).contains("migrations.username", "names another user itself");
						assertThat(error.getAction()).contains("spring.datasource.username");
					});
			});
	}

	@Test
	void migratesAsTheOwnerAndRunsAsAnotherUser() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + postgres.getJdbcUrl("app", "postgres").split("\\?")[0],
					"spring.datasource.username=app", "spring.datasource.password=app", "migrations.username=owner",
					"migrations.password=owner")
			.run((context) -> {
				assertThat(context.getBean(Migrator.class).status().migrations()).extracting(MigrationInfo::appliedBy)
					.containsOnly("owner");
				JdbcClient client = JdbcClient.create(context.getBean(DataSource.class));
				assertThat(client.sql("SELECT current_user").query(String.class).single()).isEqualTo("app");
				assertThat(client.sql("SELECT name FROM person").query(String.class).list()).containsExactly("Ada");
			});
	}

	/**
	 * PostgreSQL says 0A000, for which HikariCP closes what it has lent.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "eager", "lazy" })
	void recordsAFailureForWhichThePoolClosesItsConnection(String fetch, @TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("V1__parts.sql"), """
				CREATE TABLE parts (id INT) PARTITION BY RANGE (id);
				CREATE INDEX CONCURRENTLY parts_id ON parts (id);
				""");
		String schema = fetch + "_fetched";
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
					"spring.datasource.connection-fetch=" + fetch, "migrations.schema=" + schema,
					"migrations.create-schema=true", "migrations.locations=file:" + directory)
			.run((context) -> assertThat(context).hasFailed());
		assertThat(JdbcClient.create(postgres.getPostgresDatabase())
			.sql("SELECT state FROM " + schema + ".migration_history")
			.query(String.class)
			.list()).containsExactly("FAILED");
	}

}
