package dev.migrations;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.Target;
import dev.migrations.model.Verification;
import dev.migrations.model.Version;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a start takes for unchanged, in jars and in directories.
 */
class VerificationTests {

	private static final String SCRIPT = "CREATE TABLE one (id INTEGER);\nINSERT INTO one VALUES (1);\n";

	private static final String EDITED = "CREATE TABLE one (id INTEGER);\nINSERT INTO one VALUES (2);\n";

	@TempDir
	private Path directory;

	private URLClassLoader classLoader = new URLClassLoader(new URL[0]);

	@AfterEach
	void close() throws IOException {
		this.classLoader.close();
	}

	@Test
	void theDirectoryOfAJarIsTrustedByAFastStartAndByNothingElse() throws IOException {
		Path jar = jar(SCRIPT, null);
		migrator(jar).build().migrate();
		editUnseen(jar);
		assertThat(migrator(jar).build().migrate().applied()).isEmpty();
		assertNoticed(migrator(jar).verify(Verification.FULL).build()::migrate);
		assertNoticed(migrator(jar).build()::validate);
	}

	@Test
	void aScriptThatIsNotDueDoesNotHaveTheOthersRead() throws IOException {
		migrator(jar(SCRIPT, null)).build().migrate();
		Path jar = jar(SCRIPT, "CREATE TABLE two (id INTEGER);\n");
		editUnseen(jar);
		Migrator migrator = migrator(jar).target(Target.upTo(Version.of("1"))).build();
		assertThat(migrator.migrate().applied()).isEmpty();
		assertNoticed(migrator::validate);
	}

	/**
	 * The bytes change and the directory of the jar does not, as no build tool does.
	 */
	private static void editUnseen(Path jar) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
			file.seek(Files.readString(jar, StandardCharsets.ISO_8859_1).indexOf("VALUES (1)") + "VALUES (".length());
			file.write('2');
		}
	}

	@Test
	void anEditedScriptInAJarIsNoticed() throws IOException {
		migrator(jar(SCRIPT, null)).build().migrate();
		Path edited = jar(EDITED, null);
		assertNoticed(migrator(edited).build()::migrate);
	}

	@Test
	void otherLineEndingsInAJarAreNoEdit() throws IOException {
		migrator(jar(SCRIPT, null)).build().migrate();
		Path jar = jar(SCRIPT.replace("\n", "\r\n"), null);
		StatementLog log = new StatementLog(database().dataSource());
		Migrator migrator = Migrator.builder(log).resourceLoader(new DefaultResourceLoader(open(jar))).build();
		assertThat(migrator.migrate().applied()).isEmpty();
		assertThat(log.calls()).hasSize(1);
	}

	@Test
	void otherBytesOfTheSameTextAreRecordedByTheNextRunThatAppliesSomething() throws IOException {
		migrator(jar(SCRIPT, null)).build().migrate();
		String windows = SCRIPT.replace("\n", "\r\n");
		migrator(jar(windows, null)).build().migrate();
		assertThat(recordedSize()).isEqualTo(SCRIPT.length());
		migrator(jar(windows, "CREATE TABLE two (id INTEGER);\n")).build().migrate();
		assertThat(recordedSize()).isEqualTo(windows.length());
	}

	private int recordedSize() {
		return Integer
			.parseInt(database().query("SELECT size_bytes FROM migration_history WHERE migration_key = 'V:1'").get(0));
	}

	@Test
	void anEditedScriptOfTheSameAgeAndSizeInADirectoryIsNoticed() throws IOException {
		Path script = Files.createDirectories(this.directory.resolve("db/migration")).resolve("V1__one.sql");
		Files.writeString(script, SCRIPT);
		FileTime time = Files.getLastModifiedTime(script);
		migrator(this.directory).build().migrate();
		Files.writeString(script, EDITED);
		Files.setLastModifiedTime(script, time);
		assertNoticed(migrator(this.directory).build()::migrate);
	}

	@Test
	void aScriptThatIsAddedToAJarIsAppliedWithItsOptions() throws IOException {
		migrator(jar(SCRIPT, null)).build().migrate();
		Path jar = jar(SCRIPT, "-- migrations: transaction=none\nVACUUM;\n");
		MigrationReport report = migrator(jar).build().migrate();
		assertThat(report.applied()).extracting(MigrationReport.Applied::script).containsExactly("V2__two.sql");
	}

	@Test
	void whatIsWrongWithAScriptIsSaidBeforeAnythingIsAppliedAndAlsoIfItIsNotDue() throws IOException {
		Path broken = jar(SCRIPT, "-- migrations: transaktion=none\nVACUUM;\n");
		assertRefused(migrator(broken).build()::migrate);
		assertThat(database().query("SELECT name FROM sqlite_master")).isEmpty();
		migrator(jar(SCRIPT, null)).build().migrate();
		assertRefused(migrator(broken).target(Target.upTo(Version.of("1"))).build()::migrate);
	}

	private static void assertRefused(Runnable call) {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(call::run)
			.withMessageContaining("V2__two.sql")
			.withMessageContaining("transaktion");
	}

	private TestDatabase database() {
		return TestDatabase.sqlite(this.directory);
	}

	private static void assertNoticed(Runnable call) {
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(call::run)
			.withMessageContaining("V1__one.sql was edited");
	}

	private MigratorBuilder migrator(Path root) throws IOException {
		return Migrator.builder(database().dataSource()).resourceLoader(new DefaultResourceLoader(open(root)));
	}

	private ClassLoader open(Path root) throws IOException {
		this.classLoader.close();
		this.classLoader = new URLClassLoader(new URL[] { root.toUri().toURL() }, null);
		return this.classLoader;
	}

	/**
	 * Makes a jar that is not compressed.
	 */
	private Path jar(String first, String second) throws IOException {
		Path jar = Files.createTempFile(this.directory, "scripts", ".jar");
		try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.setMethod(ZipOutputStream.STORED);
			for (String folder : List.of("db/", "db/migration/")) {
				add(zip, folder, "");
			}
			add(zip, "db/migration/V1__one.sql", first);
			if (second != null) {
				add(zip, "db/migration/V2__two.sql", second);
			}
		}
		return jar;
	}

	private static void add(ZipOutputStream zip, String name, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		CRC32 crc32 = new CRC32();
		crc32.update(bytes);
		ZipEntry entry = new ZipEntry(name);
		entry.setSize(bytes.length);
		entry.setCrc(crc32.getValue());
		zip.putNextEntry(entry);
		zip.write(bytes);
		zip.closeEntry();
	}

}
