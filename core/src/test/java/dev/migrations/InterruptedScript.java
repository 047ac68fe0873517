package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Script of which a first part is in force when a statement fails, and which the next
 * start resumes behind that part, in another session.
 */
final class InterruptedScript {

	static final String NAME = "V1__script.sql";

	private final TestDatabase database;

	private final MigrationFiles files;

	private List<String> inForce;

	private InterruptedScript(TestDatabase database, Path directory, List<String> inForce) {
		this.database = database;
		this.files = new MigrationFiles(directory.resolve("migrations"));
		this.inForce = inForce;
	}

	/**
	 * Applies a script that fails behind its first part.
	 * @param database an empty database
	 * @param directory where to write the script
	 * @param failing what fails
	 * @param inForce the lines of the first part
	 * @return the script
	 */
	static InterruptedScript of(TestDatabase database, Path directory, String failing, String... inForce) {
		InterruptedScript script = new InterruptedScript(database, directory, List.of(inForce));
		script.goesOnWith(failing);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(script.migrator()::migrate)
			.withMessageContaining("in force");
		return script;
	}

	Migrator migrator() {
		return Migrator.builder(this.database.dataSource()).locations(this.files.location()).build();
	}

	/**
	 * Edits a line of what is in force.
	 */
	void edit(String line, String edited) {
		this.inForce = this.inForce.stream().map((other) -> other.equals(line) ? edited : other).toList();
	}

	/**
	 * Corrects what failed.
	 * @param rest the lines behind what is in force
	 */
	void goesOnWith(String... rest) {
		this.files.with(NAME, String.join("\n", this.inForce), String.join("\n", rest));
	}

	/**
	 * Makes sure that the next start completes the script.
	 * @param rest the lines behind what is in force
	 */
	void resumes(String... rest) {
		goesOnWith(rest);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
	}

	/**
	 * Makes sure that the next start sends nothing more.
	 * @param why what it says
	 * @param rest the lines behind what is in force
	 */
	void stops(String why, String... rest) {
		goesOnWith(rest);
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining(why)
			.withMessageContaining("are in force");
	}

}
