package dev.migrations.samples.quickstart;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.MigrationReport;
import dev.migrations.boot.autoconfigure.MigrationStrategy;
import dev.migrations.testing.Http;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application does on every database, asked over HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QuickstartContractTests {

	private final List<MigrationReport> reports = new ArrayList<>();

	private TestDatabase database;

	private ConfigurableApplicationContext application;

	private Http http;

	/**
	 * An empty database.
	 */
	abstract TestDatabase createDatabase();

	@BeforeAll
	void startOnAnEmptyDatabase() {
		this.database = createDatabase();
		start();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void answersFromTheMigratedSchema() {
		assertThat(this.http.get("/articles")).contains("Notes on the engine", "The first bug", "Grace Hopper");
		assertThat(this.http.get("/authors")).contains("{\"name\":\"Ada Lovelace\",\"articles\":1}");
	}

	@Test
	void findsWhatWasWritten() {
		assertThat(this.http.get("/articles?q=zeppelin")).isEqualTo("[]");
		assertThat(this.http.post("/articles", """
				{"title": "Airships", "body": "A zeppelin is no balloon.", "author": "grace"}""")).isEqualTo(201);
		assertThat(this.http.get("/articles?q=zeppelin")).contains("Airships").doesNotContain("The first bug");
		assertThat(this.http.get("/articles?q=moth")).contains("The first bug").doesNotContain("Airships");
		assertThat(this.http.get("/authors")).contains("{\"name\":\"Grace Hopper\",\"articles\":2}");
	}

	@Test
	void refusesAnArticleOfNobody() {
		assertThat(this.http.post("/articles", """
				{"title": "Airships", "body": "A zeppelin is no balloon.", "author": "nobody"}""")).isEqualTo(400);
	}

	@Test
	void showsItsMigrations() {
		String migrations = this.http.get("/actuator/migrations");
		assertThat(migrations).contains("\"vendor\":\"" + this.database.vendor() + "\"",
				"\"current\":\"20260101120000\"", "\"head\":\"20260101120000\"", "\"upToDate\":true",
				"\"script\":\"0003-article-search.sql\"", "\"script\":\"R__author_overview.sql\"");
		assertThat(this.http.get("/actuator/migrations/default")).startsWith("{\"vendor\"");
	}

	@Test
	void appliesNothingOnTheSecondStart() {
		assertThat(this.reports.get(0).applied()).hasSize(6);
		stop();
		start();
		assertThat(this.reports.get(1).applied()).isEmpty();
		assertThat(this.database.query("SELECT count(*) FROM migration_history")).containsExactly("6");
		assertThat(this.http.get("/articles")).contains("The first bug");
	}

	private void start() {
		this.application = new SpringApplicationBuilder(QuickstartApplication.class)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(MigrationStrategy.class,
					() -> (migrator) -> this.reports.add(migrator.migrate())))
			.run("--server.port=0", "--spring.datasource.url=" + this.database.url());
		this.http = new Http(
				"http://localhost:" + this.application.getEnvironment().getRequiredProperty("local.server.port"));
	}

}
