package dev.migrations;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.migrations.model.InvalidMigrationException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application and a module of it, both with scripts in one folder of the class path.
 * The module's jar has no entry for the folder, as soon as some tool has rewritten it.
 */
class HiddenScriptTests {

	private static final String OF_MODULE = "db/migration/V2__orders.sql";

	@TempDir
	private Path directory;

	private TestDatabase database;

	@BeforeEach
	void createApplication() {
		this.database = TestDatabase.sqlite(this.directory);
		classes().with("db/migration/V1__users.sql", "CREATE TABLE users (id INTEGER);");
	}

	@Test
	void nothingIsAppliedBesideAHiddenScript() throws IOException {
		Path module = module("META-INF/MANIFEST.MF", OF_MODULE);
		with((migrator) -> assertHidden(migrator::migrate), module);
		assertThat(this.database.hasTable("users")).isFalse();
		assertThat(this.database.hasTable("migration_history")).isFalse();
	}

	@Test
	void neitherIfTheJarLacksNoOtherEntryForAFolder() throws IOException {
		Path module = module("META-INF/", "META-INF/MANIFEST.MF", OF_MODULE);
		with((migrator) -> assertHidden(migrator::migrate), module);
		assertThat(this.database.hasTable("users")).isFalse();
	}

	@Test
	void anEmptyFolderHidesThemToo() throws IOException {
		classes().without("db/migration/V1__users.sql");
		Path module = module("META-INF/", "META-INF/MANIFEST.MF", OF_MODULE);
		with((migrator) -> assertHidden(migrator::migrate), module);
	}

	@Test
	void validateAndPlanSayItThoughNothingElseIsDue() throws IOException {
		with(Migrator::migrate);
		Path module = module("META-INF/", "META-INF/MANIFEST.MF", OF_MODULE);
		with((migrator) -> {
			assertHidden(migrator::validate);
			assertHidden(migrator::requireCurrent);
			assertHidden(migrator::plan);
		}, module);
	}

	@Test
	void theJarIsNamedWhereAnAppliedScriptIsMissedOnlyBecauseItIsHidden() throws IOException {
		classes().with("db/migration/V3__prices.sql", "CREATE TABLE prices (id INTEGER);");
		with(Migrator::migrate, module("META-INF/", "META-INF/MANIFEST.MF", "db/", "db/migration/", OF_MODULE));
		assertThat(this.database.hasTable("orders")).isTrue();
		with((migrator) -> assertHidden(migrator::migrate), module("META-INF/", "META-INF/MANIFEST.MF", OF_MODULE));
	}

	@Test
	void aJarWithoutManifestHidesThemToo() throws IOException {
		with((migrator) -> assertHidden(migrator::migrate), module(OF_MODULE));
		assertThat(this.database.hasTable("users")).isFalse();
	}

	@Test
	void aJarWithoutManifestOnTheClassPathOfTheJvmHidesThemToo() throws IOException {
		String before = System.getProperty("java.class.path");
		System.setProperty("java.class.path", before + File.pathSeparator + module(OF_MODULE));
		URL[] urls = { this.directory.resolve("classes").toUri().toURL() };
		try (URLClassLoader classPath = new URLClassLoader(urls, ClassLoader.getSystemClassLoader())) {
			assertHidden(Migrator.builder(this.database.dataSource())
				.resourceLoader(new DefaultResourceLoader(classPath))
				.build()::migrate);
		}
		finally {
			System.setProperty("java.class.path", before);
		}
	}

	@Test
	void whatTheClassPathNamesAndIsNoJarIsPassedOver() throws IOException {
		with(Migrator::migrate, Files.createTempFile(this.directory, "empty", ".jar"),
				this.directory.resolve("missing.jar"));
		assertThat(this.database.hasTable("users")).isTrue();
	}

	private MigrationFiles classes() {
		return new MigrationFiles(this.directory.resolve("classes"));
	}

	private static void assertHidden(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(call)
			.withMessageContaining(".jar has no entry for the folder of 'classpath:db/migration'")
			.withMessageContaining("V2__orders.sql")
			.withMessageContaining("-keepdirectories");
	}

	private void with(Consumer<Migrator> use, Path... jars) throws IOException {
		URL[] urls = new URL[jars.length + 1];
		urls[0] = this.directory.resolve("classes").toUri().toURL();
		for (int i = 0; i < jars.length; i++) {
			urls[i + 1] = jars[i].toUri().toURL();
		}
		try (URLClassLoader classPath = new URLClassLoader(urls, null)) {
			use.accept(Migrator.builder(this.database.dataSource())
				.resourceLoader(new DefaultResourceLoader(classPath))
				.build());
		}
	}

	private Path module(String... entries) throws IOException {
		Path jar = Files.createTempFile(this.directory, "module", ".jar");
		try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
			for (String entry : List.of(entries)) {
				zip.putNextEntry(new ZipEntry(entry));
				String text = entry.equals(OF_MODULE) ? "CREATE TABLE orders (id INTEGER);\n"
						: entry.endsWith(".MF") ? "Manifest-Version: 1.0\n" : "";
				zip.write(text.getBytes(StandardCharsets.UTF_8));
			}
		}
		return jar;
	}

}
