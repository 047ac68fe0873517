package dev.migrations;

import java.nio.file.Path;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a run says in the log.
 */
class MigrationLogTests {

	@TempDir
	private Path directory;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		logger().setLevel(Level.INFO);
		logger().addAppender(this.log);
	}

	@AfterEach
	void endListening() {
		logger().detachAppender(this.log);
		logger().setLevel(null);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(Migrator.class);
	}

	@Test
	void aDatabaseThatIsAheadOfTheFilesIsNotCalledUpToDate() {
		MigrationFiles files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__two.sql", "CREATE TABLE two (id INTEGER);");
		Migrator migrator = Migrator.builder(TestDatabase.sqlite(this.directory).dataSource())
			.locations(files.location())
			.build();
		migrator.migrate();
		files.without("V2__two.sql");
		migrator.migrate();
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.last()
			.isEqualTo("The sqlite database is at version 2, ahead of the files here, which end at version 1");
	}

	@Test
	void whatIsAppliedAgainOneByOneIsOneLineThatAsksForNothing() {
		MigrationFiles files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__broken.sql", "INSERT INTO one VALUES (1);", "INSERT INTO nowhere", "VALUES (1);");
		Migrator migrator = Migrator.builder(TestDatabase.sqlite(this.directory).dataSource())
			.locations(files.location())
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.filteredOn((message) -> message.startsWith("Rolled back"))
			.singleElement()
			.asString()
			.contains("V2__broken.sql, line 2, column 1: statement 2 failed.", "no such table: nowhere")
			.doesNotContain("\n", "Correct", "start again");
	}

}
