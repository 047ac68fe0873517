package dev.migrations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.settings.ExecutionSettings;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.PlanSettings;
import dev.migrations.settings.SchemaSettings;
import dev.migrations.settings.ScriptSettings;
import dev.migrations.settings.SeveralDatabases;
import dev.migrations.settings.StartSettings;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Databases that share a location.
 */
class SequenceTests {

	@TempDir
	private Path directory;

	private final Map<String, TestDatabase> databases = new TreeMap<>();

	private final Map<String, String> assigned = new TreeMap<>();

	private final List<String> applied = Collections.synchronizedList(new ArrayList<>());

	private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

	private MigrationFiles files;

	private PlanSettings.Overrides plan = new PlanSettings.Overrides(null, null, null, null, null, null, null, null);

	@BeforeEach
	void prepare() throws Exception {
		this.files = new MigrationFiles(this.directory.resolve("migrations"));
		for (String name : List.of("core", "lens", "memory")) {
			this.databases.put(name, TestDatabase.sqlite(Files.createDirectories(this.directory.resolve(name))));
		}
	}

	private void fourMigrations() {
		this.files.with("001_core.sql", "-- migrations: database=core", "CREATE TABLE sessions (id INTEGER);")
			.with("002_memory.sql", "-- Five tiers.", "-- migrations: database=memory",
					"CREATE TABLE episodes (id INTEGER);")
			.with("003_jobs.sql", "-- migrations: database=core", "CREATE TABLE jobs (id INTEGER);")
			.with("004_lens.sql", "-- migrations: database=lens", "CREATE TABLE events (id INTEGER);")
			.with("R__views.sql", "-- migrations: database=core", "CREATE VIEW IF NOT EXISTS v AS SELECT 1;");
	}

	@Test
	void appliesOneSequenceOverAllDatabasesInItsOrder() {
		fourMigrations();
		Map<String, MigrationReport> reports = group().migrate();
		assertThat(this.applied).containsExactly("core 001_core.sql", "memory 002_memory.sql", "core 003_jobs.sql",
				"lens 004_lens.sql", "core R__views.sql");
		assertThat(reports.get("core").applied()).hasSize(3);
		assertThat(reports.get("core").initial()).isNull();
		assertThat(reports.get("core").isUpToDate()).isTrue();
	}

	@Test
	void stopsAtATargetInEveryDatabase() {
		fourMigrations();
		group().migrate(Target.of("2"));
		assertThat(this.applied).containsExactly("core 001_core.sql", "memory 002_memory.sql");
		Map<String, MigrationReport> reports = group().only(List.of("core", "lens")).migrate();
		assertThat(reports).containsOnlyKeys("core", "lens");
		assertThat(this.applied).endsWith("core 003_jobs.sql", "lens 004_lens.sql", "core R__views.sql");
	}

	@Test
	void countsWhatIsAppliedNextOverAllDatabases() {
		fourMigrations();
		group().migrate(Target.of("+1"));
		assertThat(this.applied).containsExactly("core 001_core.sql");
		group().migrate(Target.of("+2"));
		assertThat(this.applied).containsExactly("core 001_core.sql", "memory 002_memory.sql", "core 003_jobs.sql",
				"core R__views.sql");
		group().migrate(Target.of("+9"));
		assertThat(this.applied).endsWith("lens 004_lens.sql");
		assertThat(group().migrate(Target.of("+1")).values())
			.allSatisfy((report) -> assertThat(report.applied()).isEmpty());
	}

	@Test
	void appliesOneMigrationAloneInTheDatabaseThatHasIt() {
		fourMigrations();
		group().migrate(Target.of("3"));
		Map<String, MigrationReport> reports = group().migrate(Target.only(Version.of("4")));
		assertThat(this.applied).endsWith("core R__views.sql", "lens 004_lens.sql");
		assertThat(reports.get("lens").applied()).hasSize(1);
		assertThat(reports.get("core").applied()).isEmpty();
		assertThatExceptionOfType(DatabasesFailedException.class)
			.isThrownBy(() -> group().migrate(Target.only(Version.of("5"))))
			.withMessageContaining("There is no migration with the version 5.");
	}

	@Test
	void refusesOneMigrationAloneThatLeavesOneOfAnotherDatabaseBehind() {
		fourMigrations();
		group().migrate(Target.of("1"));
		assertThatExceptionOfType(DatabasesFailedException.class)
			.isThrownBy(() -> group().migrate(Target.only(Version.of("3"))))
			.withMessageContaining(
					"002_memory.sql, for the database 'memory', is below 3 and not applied: it would be out of order");
		assertThat(this.applied).containsExactly("core 001_core.sql");
	}

	@Test
	void refusesAMigrationBelowOneThatIsAppliedToAnotherDatabase() {
		fourMigrations();
		group().migrate();
		this.applied.clear();
		this.files.with("V2.5__late.sql", "-- migrations: database=memory", "CREATE TABLE late (id INTEGER);");
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(() -> group().migrate())
			.withMessageContaining("V2.5__late.sql is not applied, but the higher version 4 is, to the database 'lens' "
					+ "of the same sequence.")
			.withMessageContaining("If no database has it yet, give it a version above 4: migrations renumber "
					+ "V2.5__late.sql --database memory")
			.withMessageContaining("migrations.out-of-order=allow");
		assertThat(this.applied).isEmpty();
	}

	@Test
	void makesADatabaseAnewThatWasLost() throws Exception {
		fourMigrations();
		group().migrate();
		this.applied.clear();
		this.databases.put("memory", TestDatabase.sqlite(Files.createDirectories(this.directory.resolve("anew"))));
		group().migrate();
		assertThat(this.applied).containsExactly("memory 002_memory.sql");
	}

	@Test
	void saysOfADatabaseThatWasNotBegunThatItWasNot() {
		fourMigrations();
		this.files.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (;");
		assertThat(group().attempt(null)).extracting(DatabaseOutcome::kind)
			.containsExactly(DatabaseOutcome.Kind.STOPPED, DatabaseOutcome.Kind.NOT_BEGUN, DatabaseOutcome.Kind.FAILED);
	}

	@Test
	void oneThatWouldLoseDataKeepsAllFromBeginning() {
		fourMigrations();
		this.databases.get("lens").execute("CREATE TABLE events (id INTEGER)");
		this.files.with("004_lens.sql", "-- migrations: database=lens", "DROP TABLE IF EXISTS events;");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(group()::migrate)
			.withMessageContaining("004_lens.sql, line 2: drops table events");
		assertThat(this.applied).isEmpty();
	}

	@Test
	void keepsEachRowInItsOwnDatabase() {
		fourMigrations();
		group().migrate();
		assertThat(rows("core")).containsExactly("V:1", "V:3", "R:views");
		assertThat(rows("memory")).containsExactly("V:2");
		assertThat(rows("lens")).containsExactly("V:4");
	}

	@Test
	void asksEachDatabaseOnceWhereNothingIsDue() {
		fourMigrations();
		group().migrate();
		Map<String, StatementLog> logs = new TreeMap<>();
		List<Migrator> migrators = migrators((name, database) -> {
			StatementLog log = new StatementLog(database.dataSource());
			logs.put(name, log);
			return log;
		});
		MigratorGroup.of(migrators, Map.of(), 4).migrate();
		assertThat(logs.values()).hasSize(3).allSatisfy((log) -> assertThat(log.calls()).hasSize(1));
	}

	@Test
	void judgesHeadAndMissingFilesPerDatabase() {
		fourMigrations();
		group().migrate();
		this.files.without("004_lens.sql");
		MigratorGroup group = group();
		assertThat(group.migrators().get("memory").status().isUpToDate()).isTrue();
		assertThat(group.migrators().get("memory").status().head()).hasToString("2");
		assertThat(group.migrators().get("lens").status().head()).isNull();
		this.files.with("005_lens_more.sql", "-- migrations: database=lens", "CREATE TABLE more (id INTEGER);");
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(group::migrate)
			.satisfies((ex) -> assertThat(ex.getFailures()).containsOnlyKeys("lens"))
			.satisfies(
					(ex) -> assertThat(ex.getFailures().get("lens")).isInstanceOf(MigrationValidationException.class));
	}

	@Test
	void aFileBelowThoseOfOtherDatabasesIsNotOfANewerVersionOfTheCode() {
		fourMigrations();
		group().migrate();
		this.applied.clear();
		this.files.without("002_memory.sql");
		assertThat(group().migrators().get("memory").status().migrations()).extracting(MigrationInfo::state)
			.containsExactly(MigrationState.MISSING);
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(group()::migrate)
			.withMessageContaining("002_memory.sql was applied on")
			.withMessageContaining("'migrations repair --accept-missing'");
		this.files.without("003_jobs.sql").without("004_lens.sql");
		assertThat(group().migrators().get("memory").status().migrations()).extracting(MigrationInfo::state)
			.containsExactly(MigrationState.FUTURE);
		group().migrate();
		assertThat(this.applied).isEmpty();
	}

	@Test
	void countsFromTheBaselineThatARunWouldRecordFirst() {
		fourMigrations();
		this.databases.get("core").execute("CREATE TABLE sessions (id INTEGER)");
		this.plan = baselinedAt("1");
		assertThat(group().plan(Target.of("+1")).of("memory").steps()).hasSize(1);
		group().migrate(Target.of("+1"));
		assertThat(this.applied).containsExactly("memory 002_memory.sql");
		group().migrate();
		assertThat(this.applied).containsExactly("memory 002_memory.sql", "core 003_jobs.sql", "lens 004_lens.sql",
				"core R__views.sql");
		assertThat(rows("core")).containsExactly("B:1", "V:3", "R:views");
	}

	@Test
	void baselinesADatabaseOfWhichNothingIsDue() {
		fourMigrations();
		this.databases.get("lens").execute("CREATE TABLE events (id INTEGER)");
		this.plan = baselinedAt("4");
		Map<String, MigrationReport> reports = group().migrate();
		assertThat(rows("lens")).containsExactly("B:4");
		assertThat(reports.get("lens").initial()).isNull();
		assertThat(reports.get("lens").current()).hasToString("4");
		assertThat(this.applied).containsExactly("core 001_core.sql", "memory 002_memory.sql", "core 003_jobs.sql",
				"core R__views.sql");
		assertThat(this.ended).containsExactly("lens 0", "core 1", "memory 1", "core 2");
	}

	private static PlanSettings.Overrides baselinedAt(String version) {
		return new PlanSettings.Overrides(null, null, null, null, null, Version.of(version), true, null);
	}

	@Test
	void stopsBeforeAnythingIsAppliedWhenOneDatabaseHasAProblem() {
		fourMigrations();
		group().migrate();
		this.applied.clear();
		this.files.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE edited (id INTEGER);")
			.with("005_core.sql", "-- migrations: database=core", "CREATE TABLE later (id INTEGER);");
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(() -> group().migrate())
			.withMessageContaining("002_memory.sql was edited");
		assertThat(this.applied).isEmpty();
	}

	@Test
	void stopsAtAFailureAndGoesOnThereInTheNextRun() {
		fourMigrations();
		this.files.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (;");
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(() -> group().migrate())
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("1 of 3 databases failed.",
					"core: stopped, at version 1, 1 applied, not up to date", "memory: failed"));
		assertThat(this.applied).containsExactly("core 001_core.sql");
		this.files.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (id INTEGER);");
		group().migrate();
		assertThat(this.applied).containsExactly("core 001_core.sql", "memory 002_memory.sql", "core 003_jobs.sql",
				"lens 004_lens.sql", "core R__views.sql");
	}

	@Test
	void aDatabaseIsBaselinedUpToTheLastMigrationOfAnother() {
		fourMigrations();
		List<Migrator> migrators = migrators((name, database) -> database.dataSource());
		Migrator core = migrators.get(0);
		core.baseline(Version.of("4"));
		assertThat(core.history()).singleElement().satisfies((row) -> assertThat(row.version()).hasToString("4"));
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrators.get(1).baseline(Version.of("5")))
			.withMessageContaining("the last of which is 004_lens.sql");
	}

	@Test
	void readsTheDatabaseFromTheSettingsWhereFilesMayNotBeEdited() {
		this.files.with("001_core.sql", "CREATE TABLE sessions (id INTEGER);")
			.with("002_memory.sql", "CREATE TABLE episodes (id INTEGER);")
			.with("003_lens.sql", "-- migrations: database=lens", "CREATE TABLE events (id INTEGER);")
			.with("R__views.sql", "CREATE VIEW IF NOT EXISTS v AS SELECT 1;");
		this.assigned.putAll(Map.of("001", "core", "2", "memory", "views", "lens"));
		group().migrate();
		assertThat(rows("core")).containsExactly("V:1");
		assertThat(rows("memory")).containsExactly("V:2");
		assertThat(rows("lens")).containsExactly("V:3", "R:views");
	}

	@Test
	void refusesAFileWithoutADatabaseOrWithAnUnknownOne() {
		fourMigrations();
		this.files.with("005_whose.sql", "CREATE TABLE whose (id INTEGER);")
			.with("006_other.sql", "-- migrations: database=vault", "CREATE TABLE whose (id INTEGER);");
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(() -> group().migrate())
			.withMessageContaining("005_whose.sql does not say for which database it is.")
			.withMessageContaining("006_other.sql is for the database 'vault', which is none of core, lens, memory.")
			.withMessageContaining("-- migrations: database=core");
		assertThat(this.applied).isEmpty();
	}

	@Test
	void refusesAFileThatContradictsTheSettings() {
		fourMigrations();
		this.assigned.put("4", "core");
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(() -> group().migrate())
			.withMessageContaining(
					"004_lens.sql says that it is for the database 'lens', but migrations.sequence says " + "'core'.");
	}

	@Test
	void refusesSettingsThatNameAnUnknownDatabase() {
		this.assigned.put("4", "vault");
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(this::group)
			.withMessageContaining("migrations.sequence.4 is 'vault', which is not one of migrations.databases.");
	}

	@Test
	void refusesAFileOfAnotherDatabaseInALocationOfOneAlone() {
		this.files.with("001_core.sql", "-- migrations: database=core", "CREATE TABLE sessions (id INTEGER);");
		Migrator alone = Migrator.builder(this.databases.get("lens").dataSource())
			.name("lens")
			.locations(this.files.location())
			.build();
		assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(alone::migrate)
			.withMessageContaining("001_core.sql is for the database 'core'");
	}

	@Test
	void tellsOfARunThatHasNothingToDo() {
		fourMigrations();
		group().migrate();
		this.ended.clear();
		group().migrate();
		assertThat(this.ended).containsExactly("core 0", "lens 0", "memory 0");
	}

	@Test
	void tellsOfARunThatCannotBePlanned() {
		fourMigrations();
		group().migrate();
		this.ended.clear();
		this.files.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE edited (id INTEGER);");
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(() -> group().migrate());
		assertThat(this.ended).containsExactly("memory MigrationValidationException");
	}

	@Test
	void keepsTheOrderWhenInstancesStartTogether() throws Exception {
		for (int i = 1; i <= 12; i++) {
			String database = List.of("core", "memory", "lens").get(i % 3);
			this.files.with("%03d_x.sql".formatted(i), "-- migrations: database=" + database,
					"CREATE TABLE t" + i + " (id INTEGER);");
		}
		ExecutorService instances = Executors.newFixedThreadPool(3);
		try {
			List<Future<Map<String, MigrationReport>>> runs = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				MigratorGroup group = group();
				runs.add(instances.submit(() -> group.migrate()));
			}
			for (Future<Map<String, MigrationReport>> run : runs) {
				run.get();
			}
		}
		finally {
			instances.shutdownNow();
		}
		assertThat(this.applied).hasSize(12)
			.isSortedAccordingTo((left, right) -> script(left).compareTo(script(right)));
	}

	private static String script(String applied) {
		return applied.substring(applied.indexOf(' '));
	}

	private List<String> rows(String database) {
		return this.databases.get(database).query("SELECT migration_key FROM migration_history ORDER BY applied_order");
	}

	private MigratorGroup group() {
		return MigratorGroup.of(migrators((name, database) -> database.dataSource()), Map.of(), 4);
	}

	private List<Migrator> migrators(Sources sources) {
		MigratorSettings.Overrides shared = new MigratorSettings.Overrides(
				new ScriptSettings.Overrides(List.of(this.files.location()), null, null), this.plan,
				new SchemaSettings.Overrides(null, null, null, null, null),
				new ExecutionSettings.Overrides(null, null, null, null, null), new StartSettings.Overrides(null, null));
		Map<String, MigratorSettings.Overrides> own = new TreeMap<>();
		this.databases.keySet().forEach((name) -> own.put(name, shared));
		List<Migrator> migrators = new ArrayList<>();
		new SeveralDatabases(MigratorSettings.DEFAULTS, own, this.assigned).resolve()
			.forEach((name, settings) -> migrators
				.add(Migrator.builder(sources.of(name, this.databases.get(name)), settings)
					.listeners(new MigrationListener() {

						@Override
						public void migrationApplied(MigrationEvent.MigrationApplied event) {
							SequenceTests.this.applied.add(name + " " + event.migration().script());
						}

						@Override
						public void runFinished(MigrationEvent.RunFinished event) {
							SequenceTests.this.ended.add(name + " " + event.migrations());
						}

						@Override
						public void runFailed(MigrationEvent.RunFailed event) {
							SequenceTests.this.ended.add(name + " " + event.failure().getClass().getSimpleName());
						}

					})
					.build()));
		return migrators;
	}

	/**
	 * Data sources of the databases.
	 */
	private interface Sources {

		DataSource of(String name, TestDatabase database);

	}

}
