package dev.migrations.source;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.MigrationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Holds the messages that {@code docs/files.md} shows to the true ones.
 */
class FilesGuideTests {

	private static final List<String> MARIADB = List.of("mariadb", "mysql");

	@TempDir
	private Path root;

	@Test
	void showsUnreadableNames() throws IOException {
		SourceKit.write(this.root, "db/migration/V1__a.sql", "db/migration/1.2_orders.sql", "db/migration/seed.sql");
		assertShown(failure("classpath:db/migration"));
	}

	@Test
	void showsTwoMigrationsOfOneVersion() throws IOException {
		SourceKit.write(this.root, "db/migration/001_users.sql", "db/migration/002_orders.sql",
				"db/migration/002_prices.sql");
		assertShown(failure("classpath:db/migration"));
	}

	@Test
	void showsMissingAndEmptyLocations() throws IOException {
		SourceKit.write(this.root, "db/migration/README.md");
		assertShown(failure("classpath:db/migrations"));
		assertShown(failure("classpath:db/migration"));
	}

	@Test
	void showsFoldersOfDatabases() throws IOException {
		SourceKit.write(this.root, "db/migration/sqlite/V1__a.sql");
		assertShown(failure("classpath:db/migration"));
		assertShown(failure("classpath:db/migration/{vendor}"));
		SourceKit.write(this.root, "db/migration/mysql/V1__a.sql");
		assertThat(resolve("classpath:db/migration/{vendor}").notes()).singleElement()
			.satisfies(FilesGuideTests::assertShown);
	}

	@Test
	void showsTheVendorExampleAsItWorks() throws IOException {
		SourceKit.write(this.root, "db/migration/common/V1__create_users.sql",
				"db/migration/common/V3__create_orders.sql", "db/migration/mysql/V2__search.sql",
				"db/migration/mysql/V3__create_orders.sql");
		try (URLClassLoader classLoader = SourceKit.classLoader(this.root)) {
			MigrationSource source = SourceKit.source(classLoader, MARIADB, "classpath:db/migration/{vendor}");
			assertThat(SourceKit.texts(source.resolve())).containsExactly(
					"-- db/migration/common/V1__create_users.sql\n", "-- db/migration/mysql/V2__search.sql\n",
					"-- db/migration/mysql/V3__create_orders.sql\n");
		}
	}

	@Test
	void showsTextThatIsNotUtf8() throws IOException {
		Path folder = Files.createDirectories(this.root.resolve("db/migration"));
		Files.write(folder.resolve("V3__cities.sql"), "--\n-- Zürich".getBytes(StandardCharsets.ISO_8859_1));
		assertShown(failure("classpath:db/migration"));
	}

	@Test
	void showsAChecksum() throws IOException {
		SourceKit.writeText(this.root.resolve("db/migration/V1__users.sql"),
				"create table users (id integer primary key);\n");
		assertShown(resolve("classpath:db/migration").migrations().get(0).checksum().toString());
	}

	private ResolvedMigrations resolve(String location) throws IOException {
		try (URLClassLoader classLoader = SourceKit.classLoader(this.root)) {
			return SourceKit.source(classLoader, MARIADB, location).resolve();
		}
	}

	private String failure(String location) {
		return catchThrowableOfType(MigrationException.class, () -> resolve(location)).getMessage();
	}

	private static void assertShown(String message) {
		try {
			assertThat(Files.readAllLines(Path.of("../docs/files.md"))).containsSequence(message.lines().toList());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
