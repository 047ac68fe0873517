package dev.migrations.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Keeps what the fuzzer found from coming back.
 */
class FuzzFindingsTests {

	@TestFactory
	Stream<DynamicTest> holdForEveryDatabase() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz"))) {
			return files.sorted().toList().stream().flatMap(this::tests);
		}
	}

	private Stream<DynamicTest> tests(Path file) {
		return Arrays.stream(Vendor.values())
			.map((vendor) -> DynamicTest.dynamicTest(vendor.id() + " " + file.getFileName(),
					() -> SplitterFuzz.check(vendor, new String(Files.readAllBytes(file), StandardCharsets.UTF_8))));
	}

}
