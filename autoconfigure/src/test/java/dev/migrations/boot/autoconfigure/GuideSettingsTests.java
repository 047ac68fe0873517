package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings that the guide shows as YAML are those that there are.
 */
class GuideSettingsTests {

	private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

	static List<String> settings() throws IOException {
		List<String> settings = new ArrayList<>();
		try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
			for (Path page : pages.filter((file) -> file.toString().endsWith(".md")).sorted().toList()) {
				BLOCK.matcher(Files.readString(page))
					.results()
					.map((block) -> block.group(1).stripIndent())
					.filter((yaml) -> yaml.startsWith("migrations:"))
					.forEach(settings::add);
			}
		}
		return settings;
	}

	@ParameterizedTest
	@MethodSource("settings")
	void areKnown(String yaml) throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("guide",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		ApplicationConversionService conversions = new ApplicationConversionService();
		conversions.addConverter(new VersionConverter());
		List<ConfigurationPropertySource> properties = new ArrayList<>();
		ConfigurationPropertySources.from(sources).forEach(properties::add);
		MigrationProperties bound = new Binder(properties, null, conversions, null)
			.bind("migrations", Bindable.of(MigrationProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
		assertThat(bound).isNotEqualTo(
				new Binder(List.of(), null, conversions, null).bindOrCreate("migrations", MigrationProperties.class));
	}

}
