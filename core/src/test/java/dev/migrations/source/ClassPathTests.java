package dev.migrations.source;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.ResolvedMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClassPathTests {

	private static final String LOCATION = "classpath:db/migration";

	@TempDir
	private Path directory;

	@Test
	void readsADirectory() throws IOException {
		Path root = this.directory.resolve("my classes, größe 100%");
		SourceKit.write(root, "db/migration/V1__a b.sql", "db/migration/sub/V2__ü.sql", "db/other/V3__c.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(root)) {
			ResolvedMigrations resolved = SourceKit.source(classLoader, LOCATION).resolve();
			assertThat(SourceKit.scripts(resolved)).containsExactly("V1__a b.sql", "sub/V2__ü.sql");
			assertThat(SourceKit.texts(resolved)).containsExactly("-- db/migration/V1__a b.sql\n",
					"-- db/migration/sub/V2__ü.sql\n");
		}
	}

	@Test
	void readsAJar() throws IOException {
		Path jar = SourceKit.jar(this.directory.resolve("my app+ü 100%.jar"), "db/migration/V1__a b.sql",
				"db/migration/sub/V2__ü #1 100%?.sql", "db/migration/README.md", "db/migration/.hidden/V9__x.sql",
				"db/migration-more/V3__c.sql", "db/V4__d.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(jar)) {
			ResolvedMigrations resolved = SourceKit.source(classLoader, LOCATION).resolve();
			assertThat(SourceKit.scripts(resolved)).containsExactly("V1__a b.sql", "sub/V2__ü #1 100%?.sql");
			assertThat(SourceKit.texts(resolved)).containsExactly("-- db/migration/V1__a b.sql\n",
					"-- db/migration/sub/V2__ü #1 100%?.sql\n");
		}
	}

	@Test
	void givesTheSameChecksumsFromAJarAsFromADirectory() throws IOException {
		Path root = SourceKit.write(this.directory.resolve("root"), "db/migration/V1__a.sql");
		Path jar = SourceKit.jar(this.directory.resolve("x.jar"), "db/migration/V1__a.sql");
		try (URLClassLoader one = SourceKit.classLoader(root); URLClassLoader other = SourceKit.classLoader(jar)) {
			ResolvedMigration fromRoot = SourceKit.source(one, LOCATION).resolve().migrations().get(0);
			ResolvedMigration fromJar = SourceKit.source(other, LOCATION).resolve().migrations().get(0);
			assertThat(fromJar.checksum()).isEqualTo(fromRoot.checksum());
			assertThat(fromJar.size()).isEqualTo(fromRoot.size());
			assertThat(fromJar.crc32()).isEqualTo(fromRoot.crc32());
		}
	}

	@Test
	void joinsAllRootsThatHaveTheFolder() throws IOException {
		Path root = SourceKit.write(this.directory.resolve("root"), "db/migration/V1__a.sql");
		Path one = SourceKit.jar(this.directory.resolve("one.jar"), "db/migration/V2__b.sql");
		Path other = SourceKit.jar(this.directory.resolve("other.jar"), "db/migration/V3__c.sql");
		Path none = SourceKit.jar(this.directory.resolve("none.jar"), "db/x.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(root, one, none, other, one)) {
			assertThat(SourceKit.scripts(SourceKit.source(classLoader, LOCATION).resolve()))
				.containsExactly("V1__a.sql", "V2__b.sql", "V3__c.sql");
		}
	}

	@Test
	void readsJarsThatHaveNoEntriesForFolders() throws IOException {
		Path jar = SourceKit.jarOfEntries(this.directory.resolve("x.jar"), "META-INF/MANIFEST.MF",
				"db/migration/V1__a.sql", "db/migration\\V2__b.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(jar)) {
			assertThat(SourceKit.texts(SourceKit.source(classLoader, LOCATION).resolve()))
				.containsExactly("-- db/migration/V1__a.sql\n", "-- db/migration\\V2__b.sql\n");
		}
	}

	@Test
	void noticesAScriptOfAJarWithoutEntriesForFoldersWhereAnotherPlaceHasTheFolder() throws IOException {
		Path root = SourceKit.write(this.directory.resolve("root"), "db/migration/V1__a.sql");
		Path jar = SourceKit.jarOfEntries(this.directory.resolve("x.jar"), "META-INF/MANIFEST.MF",
				"db/migration/V2__b.sql", "db/migration/sqlite/V3__c.sql", "db/migration/README.md");
		try (URLClassLoader classLoader = SourceKit.classLoader(root, jar)) {
			MigrationSource source = SourceKit.source(classLoader, LOCATION);
			assertThat(SourceKit.scripts(source.resolve())).containsExactly("V1__a.sql");
			assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(source::requireNoneHidden)
				.withMessageContaining("x.jar has no entry for the folder of 'classpath:db/migration'")
				.withMessageContaining("holds there: V2__b.sql.");
			assertThatExceptionOfType(InvalidMigrationException.class)
				.isThrownBy(() -> SourceKit.source(classLoader, LOCATION, "classpath:db/migration/{vendor}")
					.requireNoneHidden())
				.withMessageContaining("holds there: V2__b.sql.");
		}
	}

	@Test
	void noticesAScriptThatWasAddedToAJarWithoutItsFolder() throws IOException {
		Path root = SourceKit.write(this.directory.resolve("root"), "db/migration/V1__a.sql");
		Path jar = SourceKit.jarOfEntries(this.directory.resolve("x.jar"), "META-INF/", "META-INF/MANIFEST.MF",
				"db/migration/V2__b.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(root, jar)) {
			MigrationSource source = SourceKit.source(classLoader, LOCATION);
			assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(source::requireNoneHidden)
				.withMessageContaining("V2__b.sql");
			assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(source::resolveShown)
				.withMessageContaining("V2__b.sql");
		}
	}

	@Test
	void takesNoScriptForHiddenThatIsFound() throws IOException {
		Path root = SourceKit.write(this.directory.resolve("root"), "db/migration/V1__a.sql");
		Path withFolders = SourceKit.jar(this.directory.resolve("x.jar"), "db/migration/V2__b.sql");
		Path copy = SourceKit.jarOfEntries(this.directory.resolve("y.jar"), "META-INF/MANIFEST.MF",
				"db/migration/V1__a.sql", "db/migration/V2__b.sql", "db/V3__c.sql", "db/alone/V4__d.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(root, withFolders, copy)) {
			SourceKit.source(classLoader, LOCATION, "classpath:db/alone").requireNoneHidden();
			SourceKit.source(classLoader, "file:" + root.resolve("db/migration")).requireNoneHidden();
			assertThat(SourceKit.scripts(SourceKit.source(classLoader, LOCATION, "classpath:db/alone").resolveShown()))
				.containsExactly("V1__a.sql", "V2__b.sql", "V4__d.sql");
		}
	}

	@Test
	void takesTheSameFileInTwoRootsForOne() throws IOException {
		Path root = SourceKit.write(this.directory.resolve("root"), "db/migration/V1__a.sql");
		Path jar = SourceKit.jar(this.directory.resolve("x.jar"), "db/migration/V1__a.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(root, jar)) {
			assertThat(SourceKit.scripts(SourceKit.source(classLoader, LOCATION).resolve()))
				.containsExactly("V1__a.sql");
		}
	}

	@Test
	void refusesDifferentFilesOfOneNameInTwoRoots() throws IOException {
		Path root = this.directory.resolve("root");
		SourceKit.writeText(root.resolve("db/migration/V1__a.sql"), "select 1");
		Path jar = SourceKit.jar(this.directory.resolve("x.jar"), "db/migration/V1__a.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(root, jar)) {
			assertThatExceptionOfType(InvalidMigrationException.class)
				.isThrownBy(() -> SourceKit.source(classLoader, LOCATION).resolve())
				.withMessageContaining("classpath:db/migration/V1__a.sql (in " + root.resolve("db/migration") + ")")
				.withMessageContaining("classpath:db/migration/V1__a.sql (in file:" + jar + ")");
		}
	}

	@Test
	void readsVendorFoldersOfAJar() throws IOException {
		Path jar = SourceKit.jar(this.directory.resolve("x.jar"), "db/migration/sqlite/V1__a.sql",
				"db/migration/mysql/V1__a.sql", "db/migration/common/V2__b.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(jar)) {
			assertThat(SourceKit.texts(SourceKit.source(classLoader, LOCATION + "/{vendor}").resolve()))
				.containsExactly("-- db/migration/sqlite/V1__a.sql\n", "-- db/migration/common/V2__b.sql\n");
		}
	}

	@Test
	void refusesALocationThatIsAnEntryOfAJar() throws IOException {
		Path jar = SourceKit.jar(this.directory.resolve("x.jar"), "db/migration");
		try (URLClassLoader classLoader = SourceKit.classLoader(jar)) {
			assertThatExceptionOfType(InvalidLocationException.class)
				.isThrownBy(() -> SourceKit.source(classLoader, LOCATION).resolve())
				.withMessageContaining("has no migrations");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "db/migration/../../etc/V2__b.sql", "db/migration/..\\..\\V2__b.sql",
			"db/migration//etc/V2__b.sql", "db/migration/C:/V2__b.sql", "db/migration/sub//V2__b.sql" })
	void refusesEntriesWhoseNamesLeadElsewhere(String entry) throws IOException {
		Path jar = SourceKit.jarOfEntries(this.directory.resolve("x.jar"), "db/", "db/migration/",
				"db/migration/V1__a.sql", entry);
		try (URLClassLoader classLoader = SourceKit.classLoader(jar)) {
			assertThatExceptionOfType(InvalidLocationException.class)
				.isThrownBy(() -> SourceKit.source(classLoader, LOCATION).resolve())
				.withMessageContaining("x.jar has an entry in the location 'classpath:db/migration'");
		}
	}

	@Test
	void readsAJarThatWasReplacedAnew() throws IOException {
		Path jar = SourceKit.jar(this.directory.resolve("x.jar"), "db/migration/V1__a.sql");
		ChecksumCache cache = new ChecksumCache();
		try (URLClassLoader classLoader = SourceKit.classLoader(jar)) {
			MigrationSource source = SourceKit.source(classLoader, LOCATION);
			assertThat(SourceKit.scripts(source.resolve(cache))).containsExactly("V1__a.sql");
			assertThat(SourceKit.scripts(source.resolve(cache))).containsExactly("V1__a.sql");
		}
		Files.delete(jar);
		SourceKit.jar(jar, "db/migration/V1__a.sql", "db/migration/V2__b.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(jar)) {
			assertThat(SourceKit.texts(SourceKit.source(classLoader, LOCATION).resolve(cache)))
				.containsExactly("-- db/migration/V1__a.sql\n", "-- db/migration/V2__b.sql\n");
		}
	}

	@Test
	void leavesNoJarOpen() throws IOException {
		Path jar = SourceKit.jar(this.directory.resolve("x.jar"), "db/migration/V1__a.sql");
		Path descriptors = Path.of("/proc/self/fd");
		org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(descriptors), "Needs /proc");
		try (URLClassLoader classLoader = SourceKit.classLoader(jar)) {
			ResolvedMigrations resolved = SourceKit.source(classLoader, LOCATION).resolve();
			SourceKit.texts(resolved);
		}
		try (var open = Files.list(descriptors)) {
			assertThat(open.map(ClassPathTests::target)).doesNotContain(jar.toString());
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
