package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.boot.actuate.MigrationsEndpoint;
import dev.migrations.boot.actuate.MigrationsEndpointAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The first migration of the README, typed in and started.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	@TempDir
	private Path directory;

	private String readme;

	@BeforeEach
	void type() throws IOException {
		this.readme = Files.readString(Path.of("../README.md"));
		Files.writeString(this.directory.resolve("application.yml"),
				block("yaml", 0).replace("jdbc:sqlite:", "jdbc:sqlite:" + this.directory + "/"));
		Files.createDirectories(this.directory.resolve("db/migration"));
		Files.writeString(script(), block("sql", 0));
	}

	@Test
	void startsSayWhatTheReadmeShows(CapturedOutput output) throws IOException {
		start().close();
		assertShown(output, block("", 0));
		assertThat(output).doesNotContain("up to date");
		start().close();
		assertShown(output, block("", 1));
		Files.writeString(script(), Files.readString(script()).replace("NOT NULL,", "NOT NULL UNIQUE,"));
		assertThatExceptionOfType(Exception.class).isThrownBy(this::start);
		assertShown(output, block("", 2));
	}

	@Test
	void endpointAnswersWhatTheReadmeShows() {
		JsonMapper json = JsonMapper.builder().build();
		try (ConfigurableApplicationContext context = start()) {
			JsonNode answer = json.valueToTree(context.getBean(MigrationsEndpoint.class).database("default"));
			assertThat(withoutTimes(answer)).isEqualTo(withoutTimes(json.readTree(block("json", 0))));
		}
	}

	private static JsonNode withoutTimes(JsonNode database) {
		// Over HTTP, fields without a value are left out.
		((ObjectNode) database).remove(List.of("error", "notes", "problems", "running"));
		ObjectNode migration = (ObjectNode) database.get("migrations").get(0);
		assertThat(migration.remove(List.of("appliedAt", "appliedBy", "executionTime"))).isNotNull();
		return database;
	}

	private static void assertShown(CapturedOutput output, String block) {
		assertThat(block.lines()).isNotEmpty()
			.allSatisfy((line) -> assertThat(masked(output.toString())).contains(masked(line)));
	}

	/**
	 * Without what differs from run to run.
	 */
	private static String masked(String text) {
		return text.replaceAll("\\d+ ms", "ms").replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "time");
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--spring.config.location=file:" + this.directory + "/",
					"--migrations.locations=file:" + this.directory + "/db/migration",
					"--logging.level.dev.migrations=info");
	}

	private Path script() {
		return this.directory.resolve("db/migration/V1__create_products.sql");
	}

	/**
	 * A fenced block of the README.
	 * @param language what is written behind the opening fence
	 * @param index which of those with that language
	 */
	private String block(String language, int index) {
		List<String> blocks = new ArrayList<>();
		String open = null;
		StringBuilder block = new StringBuilder();
		for (String line : this.readme.lines().toList()) {
			if (!line.startsWith("```")) {
				block.append(line).append('\n');
				continue;
			}
			if (language.equals(open)) {
				blocks.add(block.toString());
			}
			open = (open == null) ? line.substring(3) : null;
			block.setLength(0);
		}
		return blocks.get(index);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class,
			MigrationsEndpointAutoConfiguration.class })
	static class Application {

	}

}
