package dev.migrations;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a run does where the history changes behind its back, as if its lock had kept
 * nobody out, on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class ChangedHistoryContractTests extends EachDatabase {

	private static final String RECORDED = """
			INSERT INTO migration_history (migration_key, type, version, spelling, description, script, checksum,
				statement_checksum, size_bytes, crc32, state, applied_order)
			SELECT 'V:%1$d', type, '%1$d', '%1$d', description, 'V%1$d__rows.sql', checksum,
				statement_checksum, size_bytes, crc32, state, %1$d FROM migration_history WHERE migration_key = 'V:2'""";

	/**
	 * A run at whose beginning somebody else changes the history.
	 */
	private MigrationReport migrateWhile(String... changes) {
		return builder().listeners(new MigrationListener() {

			@Override
			public void runPlanned(MigrationEvent.RunPlanned event) {
				ChangedHistoryContractTests.this.database.execute(changes);
			}

		}).build().migrate();
	}

	private void rows(int version) {
		this.files.with("V" + version + "__rows.sql", "INSERT INTO one VALUES (7);");
	}

	@Test
	void whatIsAppliedMeanwhileIsNotAppliedAgain() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		rows(2);
		migrator().migrate();
		rows(3);
		rows(4);
		MigrationReport report = migrateWhile(RECORDED.formatted(3));
		assertThat(report.applied()).extracting(MigrationReport.Applied::script).containsExactly("V4__rows.sql");
		assertThat(states()).containsExactly("1 APPLIED", "2 APPLIED", "3 APPLIED", "4 APPLIED");
		assertThat(this.database.query("SELECT id FROM one")).hasSize(2);
	}

	@Test
	void whatIsAppliedAgainMeanwhileIsNotTakenForWhatWasRead() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("R__rows.sql", "INSERT INTO one VALUES (1);");
		migrator().migrate();
		this.files.with("R__rows.sql", "INSERT INTO one VALUES (2);");
		String key = this.database.query("SELECT migration_key FROM migration_history WHERE type = 'REPEATABLE'")
			.get(0);
		MigrationReport report = migrateWhile(
				"UPDATE migration_history SET applied_order = 3 WHERE migration_key = '" + key + "'");
		assertThat(report.applied()).hasSize(1);
		assertThat(this.database.query("SELECT applied_order FROM migration_history ORDER BY applied_order"))
			.containsExactly("1", "4");
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
	}

}
