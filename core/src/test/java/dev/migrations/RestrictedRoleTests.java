package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.model.AuditEntry;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.UndoTarget;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The least that a user of the database must be allowed, as docs/security.md says.
 */
class RestrictedRoleTests {

	@TempDir
	Path directory;

	private MigrationFiles files() {
		return new MigrationFiles(this.directory)
			.with("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100));",
					"INSERT INTO users (id) VALUES (1);")
			.with("V2__index.sql", "CREATE INDEX users_name ON users (name);")
			.with("U2__index.sql", "DROP TABLE users;");
	}

	private Migrator migrator(String url) {
		return Migrator.builder(new DriverManagerDataSource(url)).locations(files().location()).build();
	}

	private static String as(TestDatabase database, String user) {
		String url = database.url();
		return url.substring(0, url.indexOf('?')) + "?user=" + user + "&password=secret&allowPublicKeyRetrieval=true";
	}

	@Test
	void postgresqlValidatesWithSelectAndMigratesWithASchemaOfItsOwn() {
		TestDatabase database = TestDatabase.postgresql();
		String name = database.query("SELECT current_database()").get(0);
		database.execute("CREATE ROLE owner_" + name + " LOGIN PASSWORD 'secret'",
				"CREATE ROLE reader_" + name + " LOGIN PASSWORD 'secret'",
				"GRANT CREATE, USAGE ON SCHEMA public TO owner_" + name);
		try {
			String reader = as(database, "reader_" + name);
			String owner = as(database, "owner_" + name);
			assertMigrates(owner);
			database.execute("GRANT SELECT ON migration_history TO reader_" + name);
			assertTellsWhatIsUnfinished(database, reader);
			assertReadsOnly(reader);
			assertTakesBack(owner);
			assertSaysWhatMayNotBeRead(migrator(reader));
		}
		finally {
			database.execute("DROP OWNED BY owner_" + name, "DROP OWNED BY reader_" + name, "DROP ROLE owner_" + name,
					"DROP ROLE reader_" + name);
		}
	}

	@Test
	void whoMayNotMakeTheHistoryOnPostgresqlIsToldSoInOneLine() {
		TestDatabase database = TestDatabase.postgresql();
		String guest = "guest_" + database.query("SELECT current_database()").get(0);
		database.execute("CREATE ROLE " + guest + " LOGIN PASSWORD 'secret'");
		try {
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> migrator(as(database, guest)).migrate())
				.satisfies((refusal) -> assertThat(refusal.getDescription()).doesNotContain("\n")
					.contains("permission denied for schema public. What was committed before is in the history"));
		}
		finally {
			database.execute("DROP ROLE " + guest);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void mariadbAndMysqlValidateWithSelectAndMigrateWithTheRightsOfTheirSchema(String vendor) {
		TestDatabase database = vendor.equals("mariadb") ? TestDatabase.mariadbWithUsers() : TestDatabase.mysql();
		String name = database.query("SELECT DATABASE()").get(0);
		String owner = "'owner_" + name + "'@'%'";
		String reader = "'reader_" + name + "'@'%'";
		database.execute("CREATE USER " + owner + " IDENTIFIED BY 'secret'",
				"CREATE USER " + reader + " IDENTIFIED BY 'secret'",
				"GRANT CREATE, ALTER, DROP, INDEX, REFERENCES, SELECT, INSERT, UPDATE, DELETE ON " + name + ".* TO "
						+ owner);
		try {
			assertMigrates(as(database, "owner_" + name));
			database.execute("GRANT SELECT ON " + name + ".migration_history TO " + reader);
			assertTellsWhatIsUnfinished(database, as(database, "reader_" + name));
			assertReadsOnly(as(database, "reader_" + name));
			assertTakesBack(as(database, "owner_" + name));
			assertSaysWhatMayNotBeRead(migrator(as(database, "reader_" + name)));
		}
		finally {
			database.execute("DROP USER " + owner, "DROP USER " + reader);
		}
	}

	@Test
	void h2SaysWhatMayNotBeRead() {
		TestDatabase database = TestDatabase.h2();
		Migrator owner = Migrator.builder(database.dataSource()).locations(files().location()).build();
		owner.migrate();
		database.execute("CREATE USER reader PASSWORD 'secret'", "GRANT SELECT ON migration_history TO reader");
		String url = database.url().substring(0, database.url().indexOf(';'));
		DataSource readers = new DriverManagerDataSource(url, "reader", "secret");
		Migrator reader = Migrator.builder(readers).locations(files().location()).build();
		assertThat(reader.history()).hasSize(2);
		owner.undo(UndoTarget.LAST);
		assertSaysWhatMayNotBeRead(reader);
	}

	private void assertMigrates(String owner) {
		assertThat(migrator(owner).migrate().applied()).hasSize(2);
		assertThat(migrator(owner).migrate().applied()).isEmpty();
	}

	/**
	 * The journal may not be read, and so is left out.
	 */
	private void assertTellsWhatIsUnfinished(TestDatabase database, String reader) {
		database.execute("UPDATE migration_history SET state = 'RUNNING' WHERE version = '2'");
		assertThat(migrator(reader).status().migrations()).extracting(MigrationInfo::state)
			.containsExactly(MigrationState.APPLIED, MigrationState.RUNNING);
		database.execute("UPDATE migration_history SET state = 'APPLIED' WHERE version = '2'");
	}

	/**
	 * What else writes needs no more than migrating does.
	 */
	private void assertTakesBack(String owner) {
		assertThat(migrator(owner).undo(UndoTarget.LAST).undone()).hasSize(1);
		migrator(owner).repair(migrator(owner).planRepair());
		assertThat(migrator(owner).audit()).extracting(AuditEntry::action).containsExactly(AuditEntry.Action.UNDO);
	}

	private void assertSaysWhatMayNotBeRead(Migrator reader) {
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(reader::audit).satisfies((refusal) -> {
			assertThat(refusal.getDescription())
				.matches("(?is)The table .migration_history_audit. may not be read \\(SQLState \\w{5}\\): .*")
				.doesNotContain("rolled back", "committed");
			assertThat(refusal.getAction()).contains("grant SELECT on ").doesNotContain("next start", "create");
		});
	}

	/**
	 * What only reads works with SELECT on the history; what writes says what is missing.
	 */
	private void assertReadsOnly(String reader) {
		assertThatCode(() -> {
			migrator(reader).validate();
			migrator(reader).requireCurrent();
			assertThat(migrator(reader).migrate().applied()).isEmpty();
			assertThat(migrator(reader).status().isUpToDate()).isTrue();
			assertThat(migrator(reader).counts().applied()).isEqualTo(2);
			assertThat(migrator(reader).plan().steps()).isEmpty();
			assertThat(migrator(reader).history()).hasSize(2);
		}).doesNotThrowAnyException();
		files().with("V3__more.sql", "CREATE TABLE more (id INTEGER);");
		assertThat(migrator(reader).plan().steps()).hasSize(1);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(reader).migrate())
			.satisfies((refusal) -> assertThat(List.of(refusal.getMessage(), refusal.getAction()))
				.noneSatisfy((text) -> assertThat(text).contains("secret")));
	}

}
