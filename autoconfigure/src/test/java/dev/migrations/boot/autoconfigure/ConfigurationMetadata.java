package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * The metadata that the build generates for {@code migrations.*}.
 */
record ConfigurationMetadata(JsonNode content) {

	static ConfigurationMetadata read() {
		try (InputStream input = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				MigrationProperties.class.getClassLoader())
			.getInputStream()) {
			return new ConfigurationMetadata(JsonMapper.shared().readTree(input));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<Property> properties() {
		return this.content.path("properties")
			.valueStream()
			.filter((property) -> property.path("name").asString().startsWith("migrations."))
			.map(Property::of)
			.toList();
	}

	/**
	 * One property.
	 */
	record Property(String name, String type, String description, String defaultValue) {

		private static final Map<String, String> MAPS = Map.of("migrations.placeholders",
				"migrations.placeholders.<name>", "migrations.databases", "migrations.databases.<name>.*",
				"migrations.sequence", "migrations.sequence.<version>");

		static Property of(JsonNode node) {
			JsonNode value = node.path("defaultValue");
			String text = value.isArray() ? value.path(0).asString() : value.asString("");
			return new Property(node.path("name").asString(), node.path("type").asString(),
					node.path("description").asString(""), text);
		}

		String documentedName() {
			return MAPS.getOrDefault(this.name, this.name);
		}

		String environmentVariable() {
			return documentedName().replace(".*", ".…").replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
		}

	}

}
