package dev.migrations.source;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrations.Migrator;
import dev.migrations.NewMigration;
import dev.migrations.Renumbering;
import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.Target;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.settings.DatabaseSettings;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.Sequence;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The next script of a project, and scripts that claim the same version.
 */
class ScriptWriterTests {

	@TempDir
	Path directory;

	private MigrationFiles files;

	@BeforeEach
	void prepare() throws IOException {
		this.files = new MigrationFiles(Files.createDirectory(this.directory.resolve("migrations")).toRealPath());
	}

	private Migrator migrator() {
		return Migrator.builder(TestDatabase.sqlite(this.directory).dataSource())
			.locations(this.files.location())
			.build();
	}

	private List<String> create(NewMigration migration) {
		return migrator().create(migration)
			.stream()
			.map((file) -> this.files.directory().relativize(file).toString().replace('\\', '/'))
			.toList();
	}

	@ParameterizedTest
	@CsvSource({ "V1__users.sql, V2__add_orders_table.sql, U2__add_orders_table.sql",
			"V009__users.sql, V010__add_orders_table.sql, U010__add_orders_table.sql",
			"V1.9__users.sql, V1.10__add_orders_table.sql, U1.10__add_orders_table.sql",
			"V1.0__users.sql, V1.1__add_orders_table.sql, U1.1__add_orders_table.sql",
			"V1_2__users.sql, V1_3__add_orders_table.sql, U1_3__add_orders_table.sql",
			"V1__users.up.sql, V2__add_orders_table.sql, U2__add_orders_table.sql",
			"000009_users.UP.sql, 000010_add_orders_table.UP.sql, 000010_add_orders_table.down.sql",
			"001_users.sql, 002_add_orders_table.sql, 002_add_orders_table.down.sql",
			"0042-create-users.sql, 0043-add-orders-table.sql, 0043-add-orders-table.down.sql",
			"000009_users.up.sql, 000010_add_orders_table.up.sql, 000010_add_orders_table.down.sql",
			"2024/V7__users.sql, 2024/V8__add_orders_table.sql, 2024/U8__add_orders_table.sql",
			"7_users/up.sql, 8_add_orders_table/up.sql, 8_add_orders_table/down.sql",
			"007_users/migration.sql, 008_add_orders_table/migration.sql, 008_add_orders_table/down.sql",
			"001.sql, 002_add_orders_table.sql, 002_add_orders_table.down.sql" })
	void isNamedAsTheProjectNamesItsScripts(String existing, String next, String undo) {
		this.files.with(existing, "CREATE TABLE users (id INTEGER);");
		assertThat(create(NewMigration.of("add orders table").withUndo())).containsExactly(next, undo);
		assertThat(migrator().migrate().applied()).hasSize(2);
		assertThat(migrator().status().migrations().get(1).description())
			.isEqualTo("add orders table".replace(' ', next.contains("-") ? '-' : ' '));
		assertThat(migrator().planUndo(UndoTarget.LAST).steps()).singleElement()
			.satisfies((step) -> assertThat(step.script()).isEqualTo(undo));
	}

	@ParameterizedTest
	@CsvSource({ "20240101120000, 20260203040506", "202401011200, 202602030405", "20240101, 20260203",
			"2023-04-05-120000, 2026-02-03-040506", "2023-04-05, 2026-02-03", "20249901120000, 20249901120001",
			"20260203040506, 20260203040507", "20990101000000, 20990101000001", "0012, 0013", "999, 1000" })
	void datesAreFollowedByDatesAndNumbersByNumbers(String highest, String next) {
		NextVersion versions = new NextVersion(Instant.parse("2026-02-03T04:05:06Z"));
		assertThat(versions.after(highest, Version.of(highest.replace("-", "")))).isEqualTo(next);
	}

	@ParameterizedTest
	@CsvSource({ "1.5, 3", "001.5, 003", "0012_1, 0003", "0012, 0003" })
	void leadingZerosAreThoseOfTheFirstNumber(String like, String spelled) {
		assertThat(NextVersion.spelled(Version.of("3"), like)).isEqualTo(spelled);
	}

	@Test
	void theFirstOneHasTheUsualName() {
		assertThat(create(NewMigration.of("Create users; and ~orders/ ")))
			.containsExactly("V1__Create_users_and_orders.sql");
		assertThat(this.files.directory().resolve("V1__Create_users_and_orders.sql")).content()
			.startsWith("-- Create users; and ~orders/\n--\n-- Applied once, as version 1.");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
	}

	@Test
	void neverOverwritesAndTakesNoVersionTwice() {
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER);")
			.with("U2__orders.sql", "DROP TABLE orders;");
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> create(NewMigration.of("orders").version(Version.of("2")).withUndo()))
			.withMessageContaining("U2__orders.sql exists already");
		assertThat(this.files.directory().resolve("V2__orders.sql")).doesNotExist();
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> create(NewMigration.of("orders").version(Version.of("1.0"))))
			.withMessageContaining("Version 1 is taken by", "V1__users.sql");
		assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(() -> create(NewMigration.of(" ~ ")))
			.withMessageContaining("does not describe");
	}

	@Test
	void repeatablesHaveNoVersion() {
		this.files.with("app/V1__users.sql", "CREATE TABLE users (id INTEGER);");
		assertThat(create(NewMigration.of("user views").repeatable())).containsExactly("app/R__user_views.sql");
	}

	@Test
	void anUpOnlyProjectGetsNoUndoScript() {
		Migrator upOnly = Migrator.builder(TestDatabase.sqlite(this.directory).dataSource())
			.locations(this.files.location())
			.undo(UndoPolicy.FORBIDDEN)
			.build();
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> upOnly.create(NewMigration.of("users").withUndo()))
			.withMessageContaining("migrations.undo=forbidden");
	}

	@Test
	void isWrittenIntoTheFolderOfTheDatabaseThatHasTheHighestVersion() {
		this.files.with("common/V1__users.sql", "CREATE TABLE users (id INTEGER);")
			.with("sqlite/V2__search.sql", "CREATE TABLE search (id INTEGER);");
		Migrator migrator = Migrator.builder(TestDatabase.sqlite(this.directory).dataSource())
			.locations(this.files.location() + "/{vendor}")
			.build();
		assertThat(migrator.create(NewMigration.of("orders")))
			.containsExactly(this.files.directory().resolve("sqlite/V3__orders.sql"));
	}

	@Test
	void comesAfterThoseThatWereWrittenSinceTheBuild() {
		this.files.with("001_users.sql", "CREATE TABLE users (id INTEGER);");
		Path sources = this.directory.resolve("sources");
		NewMigration first = NewMigration.of("add orders").in("file:" + sources);
		assertThat(migrator().create(first)).containsExactly(sources.resolve("002_add_orders.sql"));
		assertThat(migrator().create(NewMigration.of("add prices").in("file:" + sources)))
			.containsExactly(sources.resolve("003_add_prices.sql"));
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> migrator().create(first.version(Version.of("3"))))
			.withMessageContaining("Version 3 is taken by a script in " + sources);
	}

	@Test
	void isWrittenIntoTheSourcesOfTheClassPath() throws IOException {
		Path module = this.files.directory();
		Path built = Files.createDirectories(module.resolve("target/classes/db/migration"));
		Files.createDirectories(module.resolve("src/main/resources"));
		assertThat(SourceFolder.of(built.toString()))
			.isEqualTo(new SourceFolder(module.resolve("src/main/resources/db/migration"), built));
		assertThat(SourceFolder.of(Location.of("classpath:db/migration"), module).edited())
			.isEqualTo(module.resolve("src/main/resources/db/migration"));
		assertThat(SourceFolder.of(module.resolve("app.jar").toString())).isNull();
		assertThat(SourceFolder.of("jar:file:/app.jar!/BOOT-INF/classes/db/migration")).isNull();
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> SourceFolder.of(Location.of("classpath:db/migration"), this.directory))
			.withMessageContaining("file:src/main/resources/db/migration");
	}

	@Test
	void validateNamesTheCommandThatRenumbersTheOneThatIsNotApplied() {
		this.files.with("001_users.sql", "CREATE TABLE users (id INTEGER);")
			.with("002_orders.sql", "CREATE TABLE orders (id INTEGER);");
		migrator().migrate();
		this.files.with("002_a_prices.sql", "CREATE TABLE prices (id INTEGER);")
			.with("002_a_prices.down.sql", "DROP TABLE prices;")
			.with("003_more.sql", "CREATE TABLE more (id INTEGER);");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::validate)
			.satisfies((ex) -> {
				assertThat(ex.getProblems()).containsExactly(
						"Version 2 is claimed by 002_a_prices.sql and 002_orders.sql; 002_orders.sql is APPLIED in "
								+ "this database.");
				assertThat(ex.getAction()).isEqualTo("Give 002_a_prices.sql the next version that is free: migrations "
						+ "renumber 002_a_prices.sql");
			});
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> migrator().planRenumber("002_orders.sql"))
			.withMessageContaining("002_orders.sql is APPLIED in this database");
		Renumbering renumbering = migrator().planRenumber("002_a_prices.sql");
		assertThat(renumbering.moves().values()).containsExactly(this.files.directory().resolve("004_a_prices.sql"),
				this.files.directory().resolve("004_a_prices.down.sql"));
		migrator().renumber(renumbering);
		migrator().validate();
		assertThat(migrator().migrate(Target.HEAD).applied()).extracting((applied) -> applied.script())
			.containsExactly("003_more.sql", "004_a_prices.sql");
	}

	@Test
	void validateLooksForScriptsNoMoreOftenThanOtherChecks() throws IOException {
		this.files.with("db/migration/001_users.sql", "CREATE TABLE users (id INTEGER);");
		List<String> looks = new ArrayList<>();
		URL[] urls = { this.files.directory().toUri().toURL() };
		try (URLClassLoader classPath = new URLClassLoader(urls, null) {

			@Override
			public Enumeration<URL> getResources(String name) throws IOException {
				looks.add(name);
				return super.getResources(name);
			}

		}) {
			Migrator migrator = Migrator.builder(TestDatabase.sqlite(this.directory).dataSource())
				.resourceLoader(new DefaultResourceLoader(classPath))
				.build();
			migrator.migrate();
			looks.clear();
			migrator.requireCurrent();
			List<String> needed = List.copyOf(looks);
			looks.clear();
			migrator.validate();
			assertThat(looks).contains("db/migration").isEqualTo(needed);
		}
	}

	@Test
	void noVersionIsGivenThatTheHistoryHasOfAScriptOfAnotherBranch() {
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER);")
			.with("V2__orders.sql", "CREATE TABLE orders (id INTEGER);")
			.with("V3__log.sql", "CREATE TABLE log (id INTEGER);");
		migrator().migrate();
		this.files.without("V3__log.sql").with("V2__mine.sql", "CREATE TABLE mine (id INTEGER);");
		Migrator migrator = migrator();
		migrator.renumber(migrator.planRenumber("V2__mine.sql"));
		assertThat(this.files.directory().resolve("V4__mine.sql")).exists();
		this.files.with("V3__log.sql", "CREATE TABLE log (id INTEGER);");
		assertThat(migrator().migrate(Target.HEAD).applied()).extracting((applied) -> applied.script())
			.containsExactly("V4__mine.sql");
		this.files.without("V4__mine.sql");
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> create(NewMigration.of("prices").version(Version.of("4"))))
			.withMessageContaining("Version 4 is taken");
		assertThat(create(NewMigration.of("prices"))).containsExactly("V5__prices.sql");
	}

	@Test
	void aVersionIsFreeAgainOnceWhatHadItIsUndone() {
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER);")
			.with("V2__orders.sql", "CREATE TABLE orders (id INTEGER);")
			.with("U2__orders.sql", "DROP TABLE orders;");
		migrator().migrate();
		migrator().undo(UndoTarget.LAST);
		this.files.without("V2__orders.sql").without("U2__orders.sql");
		assertThat(create(NewMigration.of("prices"))).containsExactly("V2__prices.sql");
		assertThat(migrator().migrate(Target.HEAD).applied()).hasSize(1);
	}

	@Test
	void aNewScriptIsWrittenByTheNamesOfTheFilesAloneWhereTheDatabaseDoesNotAnswer() {
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER);");
		Migrator unreachable = Migrator
			.builder(new DriverManagerDataSource("jdbc:sqlite:" + this.directory.resolve("no/such/folder/file.db")))
			.locations(this.files.location())
			.build();
		assertThat(unreachable.create(NewMigration.of("orders")))
			.containsExactly(this.files.directory().resolve("V2__orders.sql"));
	}

	@Test
	void inASequenceANewScriptNamesItsDatabaseAndOnlyThatOneRenumbersIt() {
		this.files.with("001_users.sql", "-- migrations: database=orders", "CREATE TABLE users (id INTEGER);")
			.with("002_log.sql", "-- migrations: database=audit", "CREATE TABLE log (id INTEGER);");
		Migrator orders = member("orders");
		Path created = orders.create(NewMigration.of("prices")).get(0);
		assertThat(created).content().startsWith("-- migrations: database=orders\n-- prices\n");
		assertThat(orders.migrate().applied()).extracting((applied) -> applied.script())
			.containsExactly("001_users.sql", "003_prices.sql");
		assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(() -> orders.planRenumber("002_log.sql"))
			.withMessageContaining("002_log.sql is for the database 'audit', not for 'orders'");
		assertThat(member("audit").planRenumber("002_log.sql").moves().values())
			.containsExactly(this.files.directory().resolve("004_log.sql"));
	}

	private Migrator member(String name) {
		SortedSet<String> databases = new TreeSet<>(Set.of("orders", "audit"));
		MigratorSettings defaults = MigratorSettings.DEFAULTS;
		MigratorSettings settings = new MigratorSettings(
				new DatabaseSettings(name, databases, Set.of(), new Sequence(databases, Map.of())), defaults.scripts(),
				defaults.plan(), defaults.schema(), defaults.execution(), defaults.start());
		return Migrator.builder(TestDatabase.sqlite(this.directory).dataSource(), settings)
			.locations(this.files.location())
			.build();
	}

	@Test
	void aFolderIsRenumberedWithWhatIsInIt() {
		this.files.with("1_users/up.sql", "CREATE TABLE users (id INTEGER);")
			.with("1_users/down.sql", "DROP TABLE users;")
			.with("1_orders/up.sql", "CREATE TABLE orders (id INTEGER);");
		migrator().renumber(migrator().planRenumber("1_users/up.sql"));
		assertThat(this.files.directory().resolve("1_users")).doesNotExist();
		assertThat(migrator().migrate().applied()).extracting((applied) -> applied.script())
			.containsExactly("1_orders/up.sql", "2_users/up.sql");
		assertThat(migrator().planUndo(UndoTarget.LAST).steps()).hasSize(1);
	}

}
