package dev.migrations.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

import dev.migrations.model.Checksum;
import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.source.SourceKit.NoOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationSourceTests {

	@TempDir
	private Path folder;

	@Test
	void ordersMigrationsByVersionAndThenRepeatableOnesByDescription() {
		SourceKit.write(this.folder, "V10__ten.sql", "002_two.sql", "V1_2__x.sql", "V1.10__y.sql", "1_one.sql",
				"20240101120000_new/migration.sql", "sub/deeper/V3__three.sql", "R__b.sql", "R__a.sql",
				"B2__baseline.sql", "2023-04-05-120000_old/up.sql");
		assertThat(SourceKit.scripts(SourceKit.source(this.folder).resolve())).containsExactly("1_one.sql",
				"V1_2__x.sql", "V1.10__y.sql", "002_two.sql", "B2__baseline.sql", "sub/deeper/V3__three.sql",
				"V10__ten.sql", "2023-04-05-120000_old/up.sql", "20240101120000_new/migration.sql", "R__a.sql",
				"R__b.sql");
	}

	@Test
	void saysEverythingAboutAMigration() throws IOException {
		String text = "-- migrations: transaction=none\r\ncreate index concurrently i on t (c);\r\n";
		SourceKit.writeText(this.folder.resolve("V001__create_index.sql"), text);
		ResolvedMigration migration = SourceKit.source(this.folder).resolve().migrations().get(0);
		CRC32 crc32 = new CRC32();
		crc32.update(text.getBytes(StandardCharsets.UTF_8));
		assertThat(migration.key()).hasToString("V:1");
		assertThat(migration.type()).isEqualTo(MigrationType.VERSIONED);
		assertThat(migration.version()).hasToString("1");
		assertThat(migration.spelling()).isEqualTo("001");
		assertThat(migration.description()).isEqualTo("create index");
		assertThat(migration.script()).isEqualTo("V001__create_index.sql");
		assertThat(migration.checksum().algorithm()).isEqualTo(Checksum.TEXT_V1);
		assertThat(migration.size()).isEqualTo(text.length());
		assertThat(migration.crc32()).isEqualTo(crc32.getValue());
		assertThat(migration.options().transactional()).isFalse();
		assertThat(SourceKit.text(migration.content())).isEqualTo(text);
		assertThat(SourceKit.text(migration.content())).isEqualTo(text);
		assertThat(migration.undo()).isNull();
	}

	@Test
	void linksUndoScriptsToTheirMigrations() {
		SourceKit.write(this.folder, "V1__a.sql", "U1__a.sql", "002_b.up.sql", "002_b.down.sql", "3_c/up.sql",
				"3_c/down.sql", "V4__d.sql", "U5__alone.sql", "B1__a.sql");
		assertThat(SourceKit.source(this.folder).resolve().migrations())
			.extracting((migration) -> (migration.undo() != null) ? migration.undo().script() : null)
			.containsExactly("U1__a.sql", null, "002_b.down.sql", "3_c/down.sql", null);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void refusesANameThatThisProcessCannotRead() throws Exception {
		SourceKit.write(this.folder, "V1__a.sql");
		Process process = new ProcessBuilder("sh", "-c", "echo > \"$(printf 'V2__\\351l\\350ves.sql')\"")
			.directory(this.folder.toFile())
			.start();
		assertThat(process.waitFor()).isZero();
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> SourceKit.source(this.folder).resolve())
			.withMessageContaining("which reads the names of files as " + System.getProperty("sun.jnu.encoding"))
			.withMessageContaining("V2__")
			.withMessageContaining("LC_ALL=C.UTF-8");
	}

	@Test
	void computesTheStatementChecksumOnceAndOnlyWhenAsked() {
		SourceKit.write(this.folder, "V1__a.sql");
		NoOptions analysis = new NoOptions();
		ResolvedMigration migration = source(analysis).resolve().migrations().get(0);
		assertThat(analysis.statementChecksums).isZero();
		assertThat(migration.statements()).isSameAs(migration.statements());
		assertThat(analysis.statementChecksums).isOne();
	}

	@Test
	void asksForOptionsOnlyWhereTheyMayBe() {
		SourceKit.write(this.folder, "V1__a.sql");
		SourceKit.writeText(this.folder.resolve("V2__b.sql"), "-- MIGRATIONS: transaction=none");
		NoOptions analysis = new NoOptions();
		source(analysis).resolve();
		assertThat(analysis.options).isOne();
	}

	@Test
	void ignoresOtherEndingsAndHiddenFiles() {
		SourceKit.write(this.folder, "V1__a.sql", "README.md", "V2__b.sql.bak", "20240101_x/migration_lock.toml",
				".hidden.sql", "._V1__a.sql", ".git/x.sql", "seed.json");
		assertThat(SourceKit.scripts(SourceKit.source(this.folder).resolve())).containsExactly("V1__a.sql");
	}

	@Test
	void acceptsEmptyScriptsAndEndingsInUpperCase() {
		SourceKit.writeText(this.folder.resolve("V1__nothing.SQL"), "");
		assertThat(SourceKit.source(this.folder).resolve().migrations()).singleElement()
			.satisfies((migration) -> assertThat(migration.description()).isEqualTo("nothing"));
	}

	@Test
	void reportsAllUnreadableNamesAtOnce() {
		SourceKit.write(this.folder, "V1__a.sql", "sub/1.2_x.sql", "seed.sql");
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> SourceKit.source(this.folder).resolve())
			.satisfies((ex) -> {
				assertThat(ex.getDescription().lines()).containsExactly(
						"file:" + this.folder + "/seed.sql does not have the name of a migration.",
						"file:" + this.folder
								+ "/sub/1.2_x.sql does not have the name of a migration; V1.2__x.sql would be one.");
				assertThat(ex.getAction()).contains("V1__add_users.sql", "001_add_users.sql", "R__views.sql");
			});
	}

	@ParameterizedTest
	@CsvSource({ "1.2_x.sql,V1.2__x.sql", "1_2__x.sql,V1_2__x.sql", "1.2-x.sql,V1.2__x.sql", "V1_x.sql,V1__x.sql",
			"V1.2_x.sql,V1.2__x.sql", "v1__x.sql,V1__x.sql", "V1-x.sql,V1__x.sql", "R_views.sql,R__views.sql",
			"r__views.sql,R__views.sql", "u1__x.sql,U1__x.sql", "1 add users.sql,V1__add users.sql",
			"V2024-01-31__x.sql,V2024.01.31__x.sql", "V1-x2.sql,V1__x2.sql" })
	void suggestsTheNameThatWasProbablyMeant(String name, String better) {
		SourceKit.write(this.folder, name);
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> SourceKit.source(this.folder).resolve())
			.satisfies((ex) -> assertThat(ex.getDescription()).endsWith("; " + better + " would be one."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "seed.sql", "readme.sql", "update_users.sql", "up.sql", "beforeMigrate.sql", "V.sql",
			"views.sql", "x/up.sql", "b.sql", "R__.sql" })
	void suggestsNoNameWhereNoneComesToMind(String name) {
		SourceKit.write(this.folder, name);
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> SourceKit.source(this.folder).resolve())
			.satisfies((ex) -> assertThat(ex.getDescription()).endsWith(" does not have the name of a migration."));
	}

	@ParameterizedTest
	@CsvSource({ "V1__a.sql,V1__b.sql,V3__c.sql,V4__b.sql", "001_a.sql,V1__b.sql,002_c.sql,V3__b.sql",
			"001_a.sql,01_b.sql,009_c.sql,10_b.sql", "001_a.up.sql,1_b.up.sql,009_c.up.sql,10_b.up.sql",
			"V1_1__a.sql,V1.1__b.sql,V1_2__c.sql,V1_3__a.sql", "V1.1__b.sql,V1.1.0__c.sql,V1.9__d.sql,V1.10__b.sql",
			"1_a/up.sql,0001_b/up.sql,2_c/up.sql,3_a/up.sql", "sub/001_b.sql,001_a.sql,099_c.sql,sub/100_b.sql",
			"1_a.sql,001_b.sql,V2.1__c.sql,V2.2__a.sql",
			"20240101120000_a.sql,20240101120000__b.sql,1_c.sql,20240101120001_a.sql" })
	void refusesTwoMigrationsOfOneVersionAndSuggestsTheNextFreeNumber(String one, String other, String third,
			String free) {
		SourceKit.write(this.folder, one, other, third);
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> SourceKit.source(this.folder).resolve())
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).startsWith("Two migrations have the version ")
					.contains(one)
					.contains(other);
				assertThat(ex.getAction()).contains("for example to " + free + ", as 'migrations renumber ");
			});
	}

	@ParameterizedTest
	@CsvSource({ "R__a.sql,sub/R__a.sql,Two repeatable migrations have the name 'a'",
			"B1__a.sql,B1.0__b.sql,Two baselines have the version 1",
			"U1__a.sql,1_a.down.sql,Two scripts undo the version 1" })
	void refusesOtherPairsToo(String one, String other, String problem) {
		SourceKit.write(this.folder, one, other);
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> SourceKit.source(this.folder).resolve())
			.withMessageContaining(problem)
			.withMessageContaining(one)
			.withMessageContaining(other);
	}

	@Test
	void refusesAScriptThatIsNotUtf8() throws IOException {
		Files.write(this.folder.resolve("V1__a.sql"), new byte[] { '-', '-', '\n', ' ', (byte) 0xFC });
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> SourceKit.source(this.folder).resolve())
			.withMessageStartingWith("file:" + this.folder + "/V1__a.sql, line 2, column 2: 0xFC is not UTF-8");
	}

	@Test
	void readsEveryFileAgainWithoutACache() throws IOException {
		Path file = SourceKit.writeText(this.folder.resolve("V1__a.sql"), "select 1");
		FileTime modified = Files.getLastModifiedTime(file);
		MigrationSource source = SourceKit.source(this.folder);
		Checksum before = source.resolve().migrations().get(0).checksum();
		SourceKit.writeText(file, "select 2");
		Files.setLastModifiedTime(file, modified);
		assertThat(source.resolve().migrations().get(0).checksum()).isNotEqualTo(before);
	}

	@Test
	void readsWithACacheOnlyWhatHasAnotherSizeOrTime() throws IOException {
		Path first = SourceKit.writeText(this.folder.resolve("V1__a.sql"), "-- migrations 1");
		Path second = SourceKit.writeText(this.folder.resolve("V2__b.sql"), "-- migrations 2");
		FileTime time = FileTime.fromMillis(1_700_000_000_000L);
		Files.setLastModifiedTime(first, time);
		Files.setLastModifiedTime(second, time);
		NoOptions analysis = new NoOptions();
		MigrationSource source = source(analysis);
		ChecksumCache cache = new ChecksumCache();
		List<ResolvedMigration> before = source.resolve(cache).migrations();
		assertThat(analysis.options).isEqualTo(2);
		assertThat(source.resolve(cache).migrations()).extracting(ResolvedMigration::checksum)
			.isEqualTo(before.stream().map(ResolvedMigration::checksum).toList());
		assertThat(analysis.options).isEqualTo(2);
		SourceKit.writeText(first, "-- migrations 3");
		Files.setLastModifiedTime(first, FileTime.fromMillis(1_700_000_001_000L));
		SourceKit.writeText(second, "-- migrations 22");
		Files.setLastModifiedTime(second, time);
		assertThat(source.resolve(cache).migrations()).extracting(ResolvedMigration::checksum)
			.doesNotContainAnyElementsOf(before.stream().map(ResolvedMigration::checksum).toList());
		assertThat(analysis.options).isEqualTo(4);
	}

	@Test
	void refusesAMissingLocationThatWasSet() {
		Path missing = this.folder.resolve("missing");
		assertThatExceptionOfType(InvalidLocationException.class).isThrownBy(() -> SourceKit.source(missing).resolve())
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).isEqualTo("The location 'file:" + missing + "' does not exist.");
				assertThat(ex.getAction()).startsWith("Create the folder " + missing);
			});
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> SourceKit.source(getClass().getClassLoader(), "db/missing").resolve())
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).isEqualTo("The location 'classpath:db/missing' does not exist.");
				assertThat(ex.getAction()).startsWith("Create the folder src/main/resources/db/missing");
			});
	}

	@Test
	void tellsWhoForgotTheSchemeOfAFolderInTheFileSystem() {
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> SourceKit.source(getClass().getClassLoader(), this.folder + "/{vendor}").resolve())
			.satisfies((ex) -> assertThat(ex.getAction())
				.endsWith(" For the folder in the file system write 'file:" + this.folder + "/{vendor}'."));
	}

	@Test
	void findsNothingInADefaultLocationThatIsMissing() {
		MigrationSource source = new MigrationSource(List.of("classpath:db/missing"), false, List.of("sqlite"),
				Set.of(), getClass().getClassLoader(), new NoOptions());
		assertThat(source.resolve().migrations()).isEmpty();
	}

	@Test
	void refusesAnEmptyLocation() {
		SourceKit.write(this.folder, "README.md");
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> SourceKit.source(this.folder).resolve())
			.withMessageStartingWith("The location 'file:" + this.folder + "' has no migrations.");
	}

	@Test
	void refusesAFileAsALocation() {
		SourceKit.write(this.folder, "V1__a.sql");
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> SourceKit.source(this.folder.resolve("V1__a.sql")).resolve())
			.withMessageContaining("is a file, not a folder");
	}

	@Test
	void readsALocationInsideAnotherOnlyOnce() {
		SourceKit.write(this.folder, "V1__a.sql", "extra/V2__b.sql", "extra/more/V3__c.sql");
		MigrationSource source = SourceKit.source(getClass().getClassLoader(), "file:" + this.folder,
				"file:" + this.folder + "/extra", "file:" + this.folder + "/./extra/");
		assertThat(SourceKit.scripts(source.resolve())).containsExactly("V1__a.sql", "V2__b.sql", "more/V3__c.sql");
	}

	@Test
	void leavesTheLocationsOfOtherDatabasesToThem() {
		SourceKit.write(this.folder, "V1__a.sql", "audit-log/V7__b.sql", "audit-log/old/V8__c.sql");
		MigrationSource source = SourceKit.source(this.folder)
			.besides(Set.of("file:" + this.folder, "file:" + this.folder + "/audit-log"));
		assertThat(SourceKit.scripts(source.resolve())).containsExactly("V1__a.sql");
	}

	@Test
	void refusesOneVersionInTwoLocations() {
		SourceKit.write(this.folder, "one/V1__a.sql", "two/V1__a.sql");
		MigrationSource source = SourceKit.source(getClass().getClassLoader(), "file:" + this.folder + "/one",
				"file:" + this.folder + "/two");
		assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(source::resolve)
			.withMessageContaining("/one/V1__a.sql and file:")
			.withMessageContaining("/two/V1__a.sql");
	}

	private MigrationSource source(ScriptAnalysis analysis) {
		return new MigrationSource(List.of("file:" + this.folder), true, List.of("sqlite"), SourceKit.DATABASES,
				getClass().getClassLoader(), analysis);
	}

}
