package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.MigrationInfo;
import dev.migrations.Migrator;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationValidationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each property does to one start after another of an application.
 */
class MigrationSettingsTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner contextRunner;

	@BeforeEach
	void prepare() throws IOException {
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + TestDatabases.h2Url(),
					"migrations.locations=file:" + this.directory);
		write("V2__two.sql", "CREATE TABLE two (id INTEGER);");
		write("V3__three.sql", "CREATE TABLE three (id INTEGER);");
	}

	@Test
	void targetIsTheLastToBeApplied() {
		assertStates("migrations.target=2", "2 APPLIED", "3 ABOVE_TARGET");
		assertStates("migrations.target=head", "2 APPLIED", "3 APPLIED");
	}

	@Test
	void outOfOrderAppliesWhatIsBelow() throws IOException {
		assertStates("", "2 APPLIED", "3 APPLIED");
		write("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		assertRefused("migrations.out-of-order=reject", "V1__one.sql");
		assertStates("migrations.out-of-order=allow", "1 APPLIED", "2 APPLIED", "3 APPLIED");
	}

	@Test
	void onMissingIgnoresAFileThatIsGone() throws IOException {
		assertStates("", "2 APPLIED", "3 APPLIED");
		Files.delete(this.directory.resolve("V2__two.sql"));
		assertRefused("migrations.on-missing=fail", "V2__two.sql");
		assertStates("migrations.on-missing=ignore", "2 MISSING", "3 APPLIED");
	}

	@Test
	void onChecksumMismatchStartsWithAnEditedFile() throws IOException {
		assertStates("", "2 APPLIED", "3 APPLIED");
		write("V3__three.sql", "CREATE TABLE three (id INTEGER, name VARCHAR(80));");
		assertRefused("migrations.on-checksum-mismatch=fail", "V3__three.sql");
		assertStates("migrations.on-checksum-mismatch=warn", "2 APPLIED", "3 APPLIED");
	}

	@Test
	void baselineStandsForWhatASchemaAlreadyHolds() {
		this.contextRunner.withPropertyValues("migrations.enabled=false")
			.run((context) -> JdbcClient.create(context.getBean(DataSource.class))
				.sql("CREATE TABLE two (id INTEGER)")
				.update());
		this.contextRunner.withPropertyValues("migrations.baseline-on-migrate=true", "migrations.baseline-version=2")
			.run((context) -> assertThat(migrations(context.getBean(Migrator.class))).extracting(MigrationInfo::state)
				.containsExactly(MigrationState.BASELINE, MigrationState.BELOW_BASELINE, MigrationState.APPLIED));
	}

	@Test
	void undoForbiddenMakesAnUndoScriptAnError() throws IOException {
		write("U3__three.sql", "DROP TABLE three;");
		assertRefused("migrations.undo=forbidden", "U3__three.sql");
		assertStates("", "2 APPLIED", "3 APPLIED");
	}

	@Test
	void placeholdersAreReplaced() throws IOException {
		write("V4__four.sql", "CREATE TABLE ${name} (id INTEGER);");
		this.contextRunner.withPropertyValues("migrations.placeholders.name=four")
			.run((context) -> assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("SELECT count(*) FROM four")
				.query(Long.class)
				.single()).isZero());
	}

	@Test
	void statementMaxSizeIsTheLongestThatIsAccepted() {
		this.contextRunner.withPropertyValues("migrations.statement.max-size=20B")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidScriptException.class)
				.hasMessageContaining("V2__two.sql"));
	}

	private void write(String name, String sql) throws IOException {
		Files.writeString(this.directory.resolve(name), sql);
	}

	private void assertStates(String property, String... states) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(migrations(context.getBean(Migrator.class)))
				.extracting((migration) -> migration.version() + " " + migration.state())
				.containsExactlyInAnyOrder(states));
	}

	private void assertRefused(String property, String script) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(MigrationValidationException.class)
				.hasMessageContaining(script));
	}

	private static List<MigrationInfo> migrations(Migrator migrator) {
		return migrator.status().migrations();
	}

}
