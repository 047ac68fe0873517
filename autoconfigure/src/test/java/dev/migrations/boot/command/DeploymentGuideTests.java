package dev.migrations.boot.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.migrations.boot.terminal.Terminal;
import dev.migrations.boot.terminal.TerminalFeatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifests of the guide: they can be read, the commands in them exist, and so do the
 * environment variables.
 */
class DeploymentGuideTests {

	private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

	private static Path guide(String file) {
		return Path.of("../docs").resolve(file);
	}

	private static List<Object> manifests(String file) throws IOException {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		Yaml yaml = new Yaml(new SafeConstructor(options));
		List<Object> manifests = new ArrayList<>();
		BLOCK.matcher(Files.readString(guide(file)))
			.results()
			.forEach((block) -> yaml.loadAll(block.group(1)).forEach(manifests::add));
		return manifests;
	}

	/**
	 * Everything that stands behind a key, at any depth.
	 */
	private static List<Object> values(Object node, String key) {
		List<Object> found = new ArrayList<>();
		if (node instanceof Map<?, ?> map) {
			map.forEach((name, value) -> {
				if (key.equals(name)) {
					found.add(value);
				}
				found.addAll(values(value, key));
			});
		}
		else if (node instanceof List<?> list) {
			list.forEach((item) -> found.addAll(values(item, key)));
		}
		return found;
	}

	@Test
	void commandsInManifestsExist() throws IOException {
		List<Object> commands = values(manifests("modes.md"), "args");
		assertThat(commands).hasSize(2).allSatisfy((arguments) -> {
			List<String> words = ((List<?>) arguments).stream().map(Object::toString).toList();
			assertThat(words).startsWith("migrations");
			Terminal terminal = new Terminal(TerminalFeatures.none(StandardCharsets.UTF_8),
					new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream());
			assertThat(MigrationsCommandLine.parse(words.subList(1, words.size()), terminal).finished()).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "modes.md", "production.md" })
	void environmentVariablesAreThoseOfProperties(String file) throws IOException {
		String configuration = Files.readString(guide("configuration.md"));
		assertThat(values(manifests(file), "env")).allSatisfy((variables) -> assertThat((List<?>) variables).allSatisfy(
				(variable) -> assertThat(configuration).contains("`" + ((Map<?, ?>) variable).get("name") + "`")));
	}

	@Test
	void theStartUpProbeHasAsMuchPatienceAsTheGuideSays() throws IOException {
		Map<?, ?> probe = (Map<?, ?>) values(manifests("production.md"), "startupProbe").get(0);
		int seconds = (int) probe.get("periodSeconds") * (int) probe.get("failureThreshold");
		assertThat(Files.readString(guide("production.md"))).contains("take " + seconds / 60 + " minutes");
		assertThat(values(manifests("production.md"), "progressDeadlineSeconds"))
			.allSatisfy((deadline) -> assertThat((int) deadline).isGreaterThan(seconds));
		assertThat(values(manifests("production.md"), "path")).containsOnly("/actuator/health/liveness",
				"/actuator/health/readiness");
	}

}
