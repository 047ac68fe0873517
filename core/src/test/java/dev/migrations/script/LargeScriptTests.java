package dev.migrations.script;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Splits scripts that are far larger than the memory of the JVM that splits them. The
 * size of the build's scripts and heap is multiplied with
 * {@code -Dsplitter.megabytes=1024 -Dsplitter.heap=64m}.
 */
class LargeScriptTests {

	private final long size = Long.getLong("splitter.megabytes", 64) * 1024 * 1024;

	@Test
	void splitsManyInsertsInLittleMemory() throws Exception {
		assertThat(split("inserts")).isEqualTo("complete");
	}

	@Test
	void readsMuchCopyDataInLittleMemory() throws Exception {
		assertThat(split("copy")).isEqualTo("complete");
	}

	private String split(String kind) throws Exception {
		String classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx" + System.getProperty("splitter.heap", "8m"), "-XX:+UseSerialGC", "-classpath", classpath,
				LargeScript.class.getName(), kind, String.valueOf(this.size))
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
		return output;
	}

}
