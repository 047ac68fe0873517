package dev.migrations.boot.autoconfigure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.migrations.Migrator;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.boot.terminal.TerminalFeatures;
import dev.migrations.model.MigrationException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationConfirmationTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private Migrator migrator;

	@BeforeEach
	void begin() {
		this.files = new MigrationFiles(this.directory).with("V1__create_owls.sql", "CREATE TABLE owls (id INT);");
		this.migrator = Migrator.builder(TestDatabase.h2().dataSource()).locations(this.files.location()).build();
	}

	@Test
	void whoeverAgreesSeesThePlanFirst() {
		ask(ConfirmPolicy.AUTO, true, "\n");
		assertThat(this.out.toString(StandardCharsets.UTF_8)).containsSubsequence("create owls", "Apply it? [Y/n]");
	}

	@Test
	void noStopsTheStart() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> ask(ConfirmPolicy.ALWAYS, true, "n\n"))
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("was no. Nothing was changed"));
	}

	@Test
	void whatIsDueIsAskedForAlsoWhereALaterScriptCannotBeRead() {
		this.files.with("V2__broken.sql", "INSERT INTO owls VALUES ('1);");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> ask(ConfirmPolicy.ALWAYS, true, "n\n"));
		assertThat(this.out.toString(StandardCharsets.UTF_8)).containsSubsequence("Problem:", "V2__broken.sql",
				"Apply it? [Y/n]");
	}

	@Test
	void nobodyIsAskedWhereThereIsNoTerminal() {
		ask(ConfirmPolicy.AUTO, false, "n\n");
		assertThat(this.out.size()).isZero();
	}

	@Test
	void nothingIsAppliedWhereSomebodyMustBeAskedAndNobodyCan() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> ask(ConfirmPolicy.ALWAYS, false, ""))
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("there is no terminal to ask on"));
	}

	@Test
	void nothingIsAskedWhereNothingIsDue() {
		this.migrator.migrate();
		ask(ConfirmPolicy.ALWAYS, false, "");
		assertThat(this.out.size()).isZero();
	}

	@Test
	void startIsStoppedBeforeAnythingIsApplied() {
		String url = TestDatabases.h2Url();
		ApplicationContextRunner application = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + url, "migrations.locations=" + this.files.location());
		application.withPropertyValues("migrations.confirm=always")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("there is no terminal to ask on"));
		application.withPropertyValues("migrations.confirm=always", "migrations.enabled=false")
			.run((context) -> assertThat(context.getBean(Migrator.class).status().current()).isNull());
		application.withPropertyValues("migrations.confirm=auto")
			.run((context) -> assertThat(context.getBean(Migrator.class).status().isUpToDate()).isTrue());
	}

	private void ask(ConfirmPolicy policy, boolean interactive, String answer) {
		TerminalFeatures features = new TerminalFeatures(interactive, false, false, StandardCharsets.UTF_8, 80);
		Terminal terminal = new Terminal(features, new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
				this.out, new ByteArrayOutputStream());
		new MigrationConfirmation(policy, () -> terminal).ask(List.of(this.migrator));
	}

}
