package dev.migrations.boot.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.MigrationState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide to the endpoint says what each word of its answers means.
 */
class StatesGuideTests {

	@ParameterizedTest
	@EnumSource
	void saysWhatAStateMeans(MigrationState state) throws IOException {
		assertExplained(state, 3);
	}

	@ParameterizedTest
	@EnumSource
	void saysWhatTheStatusOfAChecksumMeans(ChecksumStatus status) throws IOException {
		assertExplained(status, 2);
	}

	private static void assertExplained(Enum<?> word, int columns) throws IOException {
		List<String> lines = Files.readAllLines(Path.of("../docs/endpoint.md"));
		assertThat(lines)
			.anyMatch((line) -> line.startsWith("| `" + word + "` | ") && line.split(" \\| ").length == columns);
	}

}
