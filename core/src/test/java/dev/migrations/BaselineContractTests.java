package dev.migrations;

import java.util.List;

import dev.migrations.model.AuditEntry;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * At which versions a schema can be baselined, and how a baseline is corrected, on every
 * database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class BaselineContractTests extends EachDatabase {

	@BeforeEach
	void writeMigrations() {
		this.database.execute("CREATE TABLE one (id INTEGER)");
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__two.sql", "CREATE TABLE two (id INTEGER);")
			.with("V3__three.sql", "CREATE TABLE three (id INTEGER);");
	}

	private List<String> rows() {
		return migrator().history().stream().map((row) -> row.key().stored() + " " + row.state()).toList();
	}

	@Test
	void aBaselineAboveEveryMigrationIsRefused() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrator().baseline(Version.of("10")))
			.withMessageContaining("The baseline 10 is above every migration here, the last of which is V3__three.sql")
			.withMessageContaining("3 at most");
		assertThat(this.database.hasTable("migration_history")).isFalse();
		migrator().baseline(Version.of("3"));
		assertThat(rows()).containsExactly("B:3 BASELINE");
	}

	@Test
	void aSchemaThatWasInUseIsNotBaselinedAboveEveryMigration() {
		Migrator baselining = builder().baselineOnMigrate(true).baselineVersion(Version.of("10")).build();
		assertThat(baselining.plan().problems()).singleElement().asString().contains("The baseline 10 is above every");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(baselining::validate)
			.withMessageContaining("The baseline 10 is above every migration here");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(baselining::migrate)
			.withMessageContaining("migrations.baseline-version");
		assertThat(this.database.hasTable("migration_history")).isFalse();
	}

	@Test
	void theVersionDoesNotMatterWhereThereIsNothingToBaseline() {
		this.database.execute("DROP TABLE one");
		assertThat(builder().baselineOnMigrate(true).baselineVersion(Version.of("10")).build().migrate().applied())
			.hasSize(3);
	}

	@Test
	void aBaselineOfTheWrongVersionIsReplaced() {
		this.files.with("R__marks.sql", "CREATE TABLE marks (id INTEGER);");
		migrator().baseline(Version.of("3"));
		migrator().migrate();
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> migrator().baseline(Version.of("1")))
			.withMessageContaining("baselined at version 3 already")
			.withMessageContaining("migrations baseline 1 --replace");
		migrator().replaceBaseline(Version.of("1"), "a slip");
		migrator().replaceBaseline(Version.of("1"), "again");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::version)
			.containsExactly("2", "3");
		assertThat(rows()).containsExactlyInAnyOrder("B:1 BASELINE", "R:marks APPLIED", "V:2 APPLIED", "V:3 APPLIED");
		assertThat(migrator().audit()).extracting(AuditEntry::detail)
			.containsExactly("Taken to be built up to version 3.", "Taken to be built up to version 1, in place of 3.");
	}

	@Test
	void aBaselineIsReplacedOnlyBelowWhatWasAppliedSince() {
		migrator().baseline(Version.of("1"));
		migrator().migrate();
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> migrator().replaceBaseline(Version.of("3"), null))
			.withMessageContaining("V2__two.sql is APPLIED")
			.withMessageContaining("name a version below 2");
		assertThat(rows()).containsExactly("B:1 BASELINE", "V:2 APPLIED", "V:3 APPLIED");
		migrator().replaceBaseline(Version.of("0"), null);
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V1__one.sql is not applied, but the higher version 3 is");
	}

	@Test
	void whatABaselineScriptHasBuiltIsNotReplaced() {
		this.database.execute("DROP TABLE one");
		this.files.with("B2__all.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER);");
		migrator().migrate();
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> migrator().replaceBaseline(Version.of("1"), null))
			.withMessageContaining("The history is not empty");
		assertThat(rows()).containsExactly("B:2 BASELINE", "V:3 APPLIED");
	}

	@Test
	void anEmptyHistoryIsBaselinedByAReplacementToo() {
		migrator().replaceBaseline(Version.of("2"), null);
		assertThat(rows()).containsExactly("B:2 BASELINE");
	}

}
