package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrations.boot.autoconfigure.ConfigurationMetadata.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The property table of the user guide against the generated metadata.
 */
class ConfigurationReferenceTests {

	private static final Path REFERENCE = Path.of("../docs/configuration.md");

	@Test
	void tableSaysWhatTheMetadataSays() throws IOException {
		List<String> expected = ConfigurationMetadata.read()
			.properties()
			.stream()
			.map(ConfigurationReferenceTests::row)
			.toList();
		try (Stream<String> lines = Files.lines(REFERENCE)) {
			assertThat(lines.filter((line) -> line.startsWith("| `migrations.")))
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	private static String row(Property property) {
		String defaultValue = property.defaultValue().isEmpty() ? "" : "`" + property.defaultValue() + "`";
		return "| `" + property.documentedName() + "` | `" + property.environmentVariable() + "` | " + defaultValue
				+ " | " + property.description() + " |";
	}

}
