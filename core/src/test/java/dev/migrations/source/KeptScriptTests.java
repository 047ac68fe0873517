package dev.migrations.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import dev.migrations.model.ScriptContent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeptScriptTests {

	private static final byte[] TEXT = "CREATE TABLE a (id INTEGER);".getBytes(StandardCharsets.UTF_8);

	@Test
	void aScriptThatHasGrownOrShrunkSinceItWasListedIsReadToItsEnd() throws IOException {
		assertThat(read(TEXT.length)).isEqualTo(TEXT);
		assertThat(read(TEXT.length - 5)).isEqualTo(TEXT);
		assertThat(read(TEXT.length + 5)).isEqualTo(TEXT);
	}

	private static byte[] read(int listed) throws IOException {
		ScriptContent kept = new KeptScript(() -> new ByteArrayInputStream(TEXT), listed);
		try (InputStream in = kept.open()) {
			return in.readAllBytes();
		}
	}

}
