package dev.migrations.samples.ctx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.migrations.testing.ApplicationJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar, as its user types it.
 */
class CtxJarIT {

	@TempDir
	private Path directory;

	@Test
	void doesWhatItsReadmeShows() throws IOException {
		ApplicationJar ctx = new ApplicationJar(Path.of(System.getProperty("ctx.jar")), this.directory,
				Map.of("CTX_DB", "notes.db"));
		Path notes = Files.createDirectory(this.directory.resolve("notes"));
		Files.writeString(notes.resolve("bugs.md"), "# The first bug\n\nA moth was found in relay 70.");
		ApplicationJar.Run early = ctx.run("search", "moth");
		assertThat(early.exitCode()).isEqualTo(2);
		assertThat(early.output()).contains("Run 'init' first.");
		assertThat(ctx.run("init").output()).startsWith("Applied 001_documents.sql")
			.endsWith("The database is at version 6." + System.lineSeparator());
		ApplicationJar.Run again = ctx.run("init");
		assertThat(again.exitCode()).isZero();
		assertThat(again.output()).isEqualTo("The database is at version 6." + System.lineSeparator());
		assertThat(ctx.run("sync", "notes").output()).isEqualTo("New or changed documents: 1" + System.lineSeparator());
		assertThat(ctx.run("search", "moths").output()).startsWith("The first bug: # The first bug A moth was found");
		assertThat(this.directory.resolve("notes.db")).exists();
	}

}
