package dev.migrations.boot.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.json.JSONException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mybatis.spring.boot.autoconfigure.MybatisAutoConfiguration;
import org.skyscreamer.jsonassert.Customization;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.skyscreamer.jsonassert.RegularExpressionValueMatcher;
import org.skyscreamer.jsonassert.comparator.CustomComparator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint of a whole application, over HTTP.
 */
class MigrationsEndpointWebTests {

	private static final String EXPECTED_DATABASE = """
			{
			  "vendor": "sqlite",
			  "current": "2",
			  "head": "2",
			  "upToDate": true,
			  "migrations": [
			    {
			      "version": "1",
			      "description": "create person",
			      "type": "VERSIONED",
			      "script": "V1__create_person.sql",
			      "state": "APPLIED",
			      "checksum": {
			        "applied": "v1:sha256:[0-9a-f]{64}",
			        "resolved": "v1:sha256:[0-9a-f]{64}",
			        "status": "MATCH"
			      },
			      "appliedAt": "20[0-9-]{8}T[0-9:.]+Z",
			      "appliedBy": ".+",
			      "executionTime": "PT[0-9.]+S",
			      "statements": { "done": 1, "total": 1 }
			    },
			    {
			      "version": "002",
			      "description": "add ada",
			      "type": "VERSIONED",
			      "script": "002_add_ada.sql",
			      "state": "APPLIED",
			      "checksum": {
			        "applied": "v1:sha256:[0-9a-f]{64}",
			        "resolved": "v1:sha256:[0-9a-f]{64}",
			        "status": "MATCH"
			      },
			      "appliedAt": "20[0-9-]{8}T[0-9:.]+Z",
			      "appliedBy": ".+",
			      "executionTime": "PT[0-9.]+S",
			      "statements": { "done": 1, "total": 1 }
			    }
			  ]
			}
			""";

	private static ConfigurableApplicationContext shop;

	@BeforeAll
	static void start(@TempDir Path directory) {
		shop = start("--spring.datasource.url=jdbc:sqlite:" + directory.resolve("shop.db"));
	}

	@AfterAll
	static void stop() {
		shop.close();
	}

	@Test
	void answersWithEveryDatabaseOfEveryContext() throws Exception {
		HttpResponse<String> response = get(shop, "/actuator/migrations");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/vnd.spring-boot.actuator.v3+json"));
		assertJson("""
				{ "contexts": { "shop": { "databases": { "default": %s } } } }
				""".formatted(EXPECTED_DATABASE), response.body(), "contexts.shop.databases.default.");
	}

	@Test
	void answersWithOneDatabase() throws Exception {
		HttpResponse<String> response = get(shop, "/actuator/migrations/default");
		assertThat(response.statusCode()).isEqualTo(200);
		assertJson(EXPECTED_DATABASE, response.body(), "");
	}

	@Test
	void answersNotFoundForADatabaseThatItDoesNotKnow() throws Exception {
		assertThat(get(shop, "/actuator/migrations/orders").statusCode()).isEqualTo(404);
	}

	@Test
	void answersWithAnErrorWhereADatabaseCannotBeReached() throws Exception {
		try (ConfigurableApplicationContext unreachable = start("--migrations.enabled=false",
				"--migrations.url=jdbc:postgresql://localhost:1/orders")) {
			HttpResponse<String> response = get(unreachable, "/actuator/migrations/default");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).contains("\"error\"", "\"description\"", "\"action\"")
				.doesNotContain("upToDate", "jdbc:");
		}
	}

	@Test
	void aScrapeShowsTimersAndGauges() throws Exception {
		assertThat(get(shop, "/actuator/prometheus").body().lines())
			.anyMatch((line) -> line.startsWith("migrations_migration_seconds_count{")
					&& line.contains("outcome=\"applied\"") && line.endsWith(" 2"))
			.anyMatch((line) -> line.startsWith("migrations_run_seconds_count{") && line.endsWith(" 1"))
			.contains("migrations_pending{database=\"default\"} 0.0", "migrations_applied{database=\"default\"} 2.0",
					"migrations_failed{database=\"default\"} 0.0",
					"migrations_checksum_mismatches{database=\"default\"} 0.0");
	}

	@Test
	void healthShowsTheVersion() throws Exception {
		assertJson("""
				{ "status": "UP", "details": { "default": { "vendor": "sqlite", "current": "2", "head": "2" } } }
				""", get(shop, "/actuator/health/migrations").body(), "");
	}

	@Test
	void answersOnAPortOfItsOwnWhoseContextMigratesNothingAgain(@TempDir Path directory) throws Exception {
		try (ConfigurableApplicationContext context = start("--management.server.port=0",
				"--spring.datasource.url=jdbc:sqlite:" + directory.resolve("managed.db"))) {
			int port = context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
			assertJson(EXPECTED_DATABASE, get(port, "/actuator/migrations/default").body(), "");
			assertThat(get(port, "/actuator/prometheus").body().lines())
				.filteredOn((line) -> line.startsWith("migrations_run_seconds_count{"))
				.singleElement()
				.asString()
				.endsWith(" 1");
		}
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(
				List.of("--spring.application.name=shop", "--server.port=0", "--spring.flyway.enabled=false",
						"--management.endpoints.web.exposure.include=migrations,health,prometheus",
						"--management.endpoint.health.show-details=always", "--spring.main.banner-mode=off"));
		all.addAll(List.of(arguments));
		return SpringApplication.run(Shop.class, all.toArray(String[]::new));
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext context, String path)
			throws IOException, InterruptedException {
		return get(((WebServerApplicationContext) context).getWebServer().getPort(), path);
	}

	private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static void assertJson(String expected, String actual, String prefix) throws JSONException {
		RegularExpressionValueMatcher<Object> pattern = new RegularExpressionValueMatcher<>();
		String migration = prefix + "migrations[*].";
		JSONAssert.assertEquals(expected, actual,
				new CustomComparator(JSONCompareMode.STRICT_ORDER,
						new Customization(migration + "checksum.applied", pattern),
						new Customization(migration + "checksum.resolved", pattern),
						new Customization(migration + "appliedAt", pattern),
						new Customization(migration + "appliedBy", pattern),
						new Customization(migration + "executionTime", pattern)));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { DataJdbcRepositoriesAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class, MybatisAutoConfiguration.class })
	static class Shop {

	}

}
