package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrations.boot.autoconfigure.ConfigurationMetadata.Property;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of the user guide against the generated metadata, and against what the
 * sources say of the values that a property may have.
 */
class ConfigurationReferenceTests {

	private static final Path REFERENCE = Path.of("../docs/configuration.md");

	private static final List<Path> SOURCES = List.of(Path.of("src/main/java"), Path.of("../core/src/main/java"));

	private static final String VALUES = "| property | value | means |";

	@Test
	void tableSaysWhatTheMetadataSays() throws IOException {
		List<String> expected = ConfigurationMetadata.read()
			.properties()
			.stream()
			.map(ConfigurationReferenceTests::row)
			.toList();
		try (Stream<String> lines = Files.lines(REFERENCE)) {
			assertThat(lines.filter((line) -> line.startsWith("| `migrations.") && line.contains("` | `MIGRATIONS_")))
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	@Test
	void tableOfValuesSaysWhatTheSourcesSay() throws IOException {
		List<String> expected = ConfigurationMetadata.read()
			.properties()
			.stream()
			.flatMap(ConfigurationReferenceTests::rowsOfValues)
			.toList();
		assertThat(expected).hasSizeGreaterThan(20);
		List<String> lines = Files.readAllLines(REFERENCE);
		assertThat(lines).contains(VALUES);
		assertThat(lines.stream()
			.dropWhile((line) -> !line.equals(VALUES))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))).containsExactlyInAnyOrderElementsOf(expected);
	}

	private static String row(Property property) {
		return "| `" + property.documentedName() + "` | `" + property.environmentVariable() + "` | "
				+ code(property.defaultValue()) + " | " + property.description() + " |";
	}

	private static Stream<String> rowsOfValues(Property property) {
		if (!property.type().startsWith("dev.migrations.")) {
			return Stream.of();
		}
		Object[] values = ClassUtils.resolveClassName(property.type(), null).getEnumConstants();
		return (values == null) ? Stream.of()
				: Stream.of(values)
					.map((value) -> "| `" + property.name() + "` | " + code(spelled(value)) + " | "
							+ meaning(property.type(), value) + " |");
	}

	private static String spelled(Object value) {
		return value.toString().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * What the comment of a value says in the source of its type.
	 */
	private static String meaning(String type, Object value) {
		Matcher comment = Pattern.compile("/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s+" + value + "[,;\\s]")
			.matcher(source(type));
		assertThat(comment.find()).as("Comment of %s in %s", value, type).isTrue();
		return comment.group(1).replaceAll("\\s*\\n\\s*\\* ?", " ").strip();
	}

	private static String source(String type) {
		for (Path root : SOURCES) {
			Path file = root.resolve(type.replace('.', '/') + ".java");
			if (Files.exists(file)) {
				try {
					return Files.readString(file);
				}
				catch (IOException ex) {
					throw new AssertionError(ex);
				}
			}
		}
		throw new AssertionError("No source of " + type);
	}

	private static String code(String text) {
		return text.isEmpty() ? "" : "`" + text + "`";
	}

}
