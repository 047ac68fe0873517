package dev.migrations.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.ResolvedMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class VendorFolderTests {

	private static final List<String> SQLITE = List.of("sqlite");

	private static final List<String> MARIADB = List.of("mariadb", "mysql");

	@TempDir
	private Path folder;

	@Test
	void readsTheFolderOfTheDatabaseAndTheCommonOne() {
		SourceKit.write(this.folder, "sqlite/V2__b.sql", "mysql/V2__b.sql", "common/V1__a.sql", "common/R__v.sql");
		assertThat(SourceKit.scripts(source(SQLITE, "/{vendor}").resolve())).containsExactly("V1__a.sql", "V2__b.sql",
				"R__v.sql");
	}

	@Test
	void tellsWhichVersionsOnlySomeDatabasesHave() {
		SourceKit.write(this.folder, "sqlite/V1__a.sql", "postgresql/V1__a.sql", "postgresql/V2__b.sql",
				"sqlite/V3__c.sql", "common/V3__c.sql", "common/V4__d.sql");
		assertThat(source(SQLITE, "/{vendor}").compareVendors()).containsExactly(
				"Version 2 exists for postgresql only, not for sqlite (file:" + this.folder + "/{vendor}).");
	}

	@Test
	void prefersTheDatabasesOwnScripts() throws IOException {
		SourceKit.write(this.folder, "sqlite/V1__own.sql", "common/001_common.sql", "common/V2__x.sql",
				"sqlite/R__v.sql", "common/R__v.sql", "sqlite/U2__own.sql", "common/U2__common.sql");
		ResolvedMigrations resolved = source(SQLITE, "/{vendor}").resolve();
		assertThat(SourceKit.texts(resolved)).containsExactly("-- sqlite/V1__own.sql\n", "-- common/V2__x.sql\n",
				"-- sqlite/R__v.sql\n");
		assertThat(resolved.migrations())
			.extracting((migration) -> (migration.undo() != null) ? migration.undo().script() : null)
			.containsExactly(null, "U2__own.sql", null);
	}

	@Test
	void prefersThemWhicheverOrderTheLocationsAreIn() throws IOException {
		SourceKit.write(this.folder, "sqlite/V1__own.sql", "common/V1__common.sql", "common/V2__x.sql");
		ResolvedMigrations resolved = source(SQLITE, "/common", "/{vendor}").resolve();
		assertThat(SourceKit.texts(resolved)).containsExactly("-- sqlite/V1__own.sql\n", "-- common/V2__x.sql\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "common" })
	void isContentWithOneOfTheFolders(String only) {
		SourceKit.write(this.folder, only + "/V1__a.sql");
		ResolvedMigrations resolved = source(SQLITE, "/{vendor}").resolve();
		assertThat(SourceKit.scripts(resolved)).containsExactly("V1__a.sql");
		assertThat(resolved.notes()).isEmpty();
	}

	@Test
	void takesTheNextBestFolderAndSaysSo() {
		SourceKit.write(this.folder, "mysql/V1__a.sql");
		ResolvedMigrations resolved = source(MARIADB, "/{vendor}").resolve();
		assertThat(SourceKit.scripts(resolved)).containsExactly("V1__a.sql");
		assertThat(resolved.notes()).containsExactly(
				"mariadb has no folder of its own in 'file:" + this.folder + "/{vendor}'; that of mysql is used.");
	}

	@Test
	void takesOnlyTheBestFolder() {
		SourceKit.write(this.folder, "mysql/V1__a.sql", "mysql/V2__b.sql", "mariadb/V1__a.sql");
		ResolvedMigrations resolved = source(MARIADB, "/{vendor}").resolve();
		assertThat(SourceKit.scripts(resolved)).containsExactly("V1__a.sql");
		assertThat(resolved.notes()).isEmpty();
	}

	@Test
	void namesWhatItLookedFor() {
		SourceKit.write(this.folder, "h2/V1__a.sql");
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> source(MARIADB, "/{vendor}").resolve())
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).isEqualTo("The location 'file:" + this.folder
						+ "/{vendor}' does not exist. Looked for file:" + this.folder + "/mariadb, file:" + this.folder
						+ "/mysql, file:" + this.folder + "/common.");
				assertThat(ex.getAction()).startsWith("Create the folder " + this.folder + "/mariadb");
			});
	}

	@Test
	void putsTheFolderAnywhereInALocation() {
		SourceKit.write(this.folder, "sqlite/migrations/V1__a.sql", "common/migrations/V2__b.sql",
				"db-sqlite/V3__c.sql", "db-mysql/V3__c.sql");
		assertThat(SourceKit.scripts(source(SQLITE, "/{vendor}/migrations", "/db-{vendor}").resolve()))
			.containsExactly("V1__a.sql", "V2__b.sql", "V3__c.sql");
	}

	@Test
	void leavesFoldersOfDatabasesOutOfTheLocationAboveThem() {
		SourceKit.write(this.folder, "V1__a.sql", "sqlite/V2__b.sql", "mysql/V2__b.sql", "common/V3__c.sql",
				"views/R__v.sql", "sub/h2/V2__b.sql", "sub/V4__d.sql");
		ResolvedMigrations resolved = source(SQLITE, "").resolve();
		assertThat(SourceKit.scripts(resolved)).containsExactly("V1__a.sql", "sub/V4__d.sql", "views/R__v.sql");
		assertThat(resolved.notes()).hasSize(4)
			.allSatisfy((note) -> assertThat(note).contains("left out"))
			.anySatisfy((note) -> assertThat(note).contains("'sub/h2'"));
	}

	@Test
	void leavesThemOutWithoutANoteWhereTheyAreLocationsThemselves() {
		SourceKit.write(this.folder, "V1__a.sql", "sqlite/V2__b.sql", "mysql/V2__b.sql", "common/V3__c.sql",
				"db-h2/V2__b.sql", "db-sqlite/V4__d.sql");
		ResolvedMigrations resolved = source(SQLITE, "", "/{vendor}", "/db-{vendor}").resolve();
		assertThat(SourceKit.scripts(resolved)).containsExactly("V1__a.sql", "V2__b.sql", "V3__c.sql", "V4__d.sql");
		assertThat(resolved.notes()).isEmpty();
	}

	@Test
	void readsAFolderNamedCommonThatIsNotBesideThoseOfDatabases() {
		SourceKit.write(this.folder, "V1__a.sql", "common/V2__b.sql");
		assertThat(SourceKit.scripts(source(SQLITE, "").resolve())).containsExactly("V1__a.sql", "common/V2__b.sql");
	}

	@Test
	void pointsToTheVendorWhereAllThereIsWasLeftOut() {
		SourceKit.write(this.folder, "sqlite/V1__a.sql", "mysql/V1__a.sql");
		assertThatExceptionOfType(InvalidLocationException.class).isThrownBy(() -> source(SQLITE, "").resolve())
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).endsWith("bear the names of databases: mysql, sqlite.");
				assertThat(ex.getAction()).contains("'file:" + this.folder + "/{vendor}'");
			});
	}

	private MigrationSource source(List<String> vendorFolders, String... below) {
		String[] locations = new String[below.length];
		for (int i = 0; i < below.length; i++) {
			locations[i] = "file:" + this.folder + below[i];
		}
		return SourceKit.source(getClass().getClassLoader(), vendorFolders, locations);
	}

}
