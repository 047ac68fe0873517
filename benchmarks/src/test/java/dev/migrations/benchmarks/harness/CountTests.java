package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import dev.migrations.Migrator;
import dev.migrations.model.TransactionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Counts that do not depend on how busy a machine is.
 */
class CountTests {

	private static final int DELAY_MILLIS = 30;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void aStartWithNothingToDoIsOneTrip(Product product) throws Exception {
		try (Databases databases = new Databases(this.directory, false);
				DelayingProxy proxy = new DelayingProxy(databases.port(product))) {
			String url = proxy.through(databases.create(product));
			Path scripts = MigrationSet.small(this.directory, 3).directory();
			trips(proxy, url, scripts);
			proxy.delay(DELAY_MILLIS);
			assertThat(trips(proxy, url, scripts)).isEqualTo(1);
		}
	}

	@Test
	void aMigrationOfThreeStatementsIsTwoTripsOnPostgres() throws Exception {
		try (Databases databases = new Databases(this.directory, false);
				DelayingProxy proxy = new DelayingProxy(databases.port(Product.POSTGRESQL))) {
			Path few = MigrationSet.small(this.directory, 3).directory();
			Path more = MigrationSet.small(this.directory, 8).directory();
			proxy.delay(DELAY_MILLIS);
			int tripsOfFew = trips(proxy, proxy.through(databases.create(Product.POSTGRESQL)), few);
			int tripsOfMore = trips(proxy, proxy.through(databases.create(Product.POSTGRESQL)), more);
			assertThat(tripsOfMore - tripsOfFew).isEqualTo(2 * 5);
		}
	}

	@Test
	void migrationsOfAnEmptySchemaAreAsManyTripsHoweverManyTheyAreOnPostgres() throws Exception {
		try (Databases databases = new Databases(this.directory, false);
				DelayingProxy proxy = new DelayingProxy(databases.port(Product.POSTGRESQL))) {
			Path few = MigrationSet.small(this.directory, 3).directory();
			Path more = MigrationSet.small(this.directory, 50).directory();
			proxy.delay(DELAY_MILLIS);
			int tripsOfFew = trips(proxy, proxy.through(databases.create(Product.POSTGRESQL)), few,
					TransactionMode.AUTO);
			int tripsOfMore = trips(proxy, proxy.through(databases.create(Product.POSTGRESQL)), more,
					TransactionMode.AUTO);
			assertThat(tripsOfMore).isEqualTo(tripsOfFew);
		}
	}

	private static int trips(DelayingProxy proxy, String url, Path scripts) throws Exception {
		return trips(proxy, url, scripts, TransactionMode.PER_MIGRATION);
	}

	private static int trips(DelayingProxy proxy, String url, Path scripts, TransactionMode mode) throws Exception {
		try (Connection connection = DriverManager.getConnection(url)) {
			proxy.reset();
			Migrator.builder(new SingleConnectionDataSource(connection, true))
				.locations("file:" + scripts.resolve("db/migration"))
				.transaction(mode)
				.build()
				.migrate();
			return proxy.trips();
		}
	}

	@Test
	void aStartWithNothingToDoLoadsFewClasses() throws Exception {
		try (Databases databases = new Databases(this.directory, false)) {
			String url = databases.create(Product.SQLITE);
			Path jar = MigrationSet.small(this.directory, 20).jar();
			run(Product.SQLITE, jar, List.of(), url);
			run(Product.SQLITE, jar, List.of(logged()), url);
			assertThat(loaded()).hasSizeBetween(50, 110).noneMatch((line) -> line.contains("$$Lambda"));
			assertThat(comparesRecords()).isFalse();
		}
	}

	/**
	 * Somebody else holds the lock, and applies everything, between the two looks of the
	 * instance that is measured: it looks at the history first, then asks for the lock.
	 */
	@Test
	void whoeverFindsEverythingAppliedWhenItGetsTheLockLoadsFewClasses() throws Exception {
		try (Databases databases = new Databases(this.directory, false)) {
			Path jar = MigrationSet.small(this.directory, 20).jar();
			String applied = databases.create(Product.SQLITE);
			run(Product.SQLITE, jar, List.of(), applied);
			String url = databases.create(Product.SQLITE);
			try (Connection other = DriverManager.getConnection(url); Statement statement = other.createStatement()) {
				statement.execute("PRAGMA journal_mode = WAL");
				statement.execute("ATTACH '" + applied.substring("jdbc:sqlite:".length()) + "' AS applied");
				statement.execute("BEGIN IMMEDIATE");
				MeasuredProcess process = MeasuredProcess.start(Competitor.OURS, Product.SQLITE, jar, 0,
						List.of(logged()), List.of(url));
				process.begin();
				await().atMost(Duration.ofMinutes(2))
					.until(() -> loaded().stream().anyMatch((line) -> line.contains(".execution.ExclusiveRun ")));
				statement.execute("CREATE TABLE migration_history AS SELECT * FROM applied.migration_history");
				statement.execute("COMMIT");
				assertThat(process.await(120).failure()).isNull();
			}
			assertThat(loaded()).hasSizeBetween(100, 135)
				.noneMatch((line) -> line.contains("$$Lambda"))
				.noneMatch((line) -> line.contains(".execution.MigrationRun "));
			assertThat(comparesRecords()).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource
	void applyingLoadsNoLambda(Product product) throws Exception {
		try (Databases databases = new Databases(this.directory, false)) {
			run(product, MigrationSet.small(this.directory, 20).jar(), List.of(logged()), databases.create(product));
			// Where DDL commits by itself there is the journal, too.
			boolean journaled = product == Product.MARIADB || product == Product.H2;
			assertThat(loaded()).hasSizeBetween(200, journaled ? 309 : 300)
				.noneMatch((line) -> line.contains("$$Lambda"));
			assertThat(comparesRecords()).isFalse();
		}
	}

	/**
	 * Nothing that is done for each looks at all of those before it: that of many would
	 * be slow without any single method being so.
	 */
	@Test
	void oneOfAThousandAllocatesNoMoreThanOneOfFew() throws Exception {
		try (Databases databases = new Databases(this.directory, false)) {
			double few = allocated(databases, 200);
			double more = allocated(databases, 600);
			double many = allocated(databases, 1000);
			assertThat(many - more).isLessThan(1.1 * (more - few));
		}
	}

	private double allocated(Databases databases, int migrations) throws Exception {
		return run(Product.SQLITE, MigrationSet.small(this.directory, migrations).jar(), List.of(),
				databases.create(Product.SQLITE))
			.megabytes();
	}

	private String logged() {
		return "-Xlog:class+load:file=" + log();
	}

	private Path log() {
		return this.directory.resolve("classes.log");
	}

	/**
	 * The classes of ours and of Spring's, from the first one on.
	 */
	private List<String> loaded() throws IOException {
		return Files.readAllLines(log())
			.stream()
			.dropWhile((line) -> !line.contains(" dev.migrations.Migrator "))
			.filter((line) -> line.contains(" dev.migrations.") || line.contains(" org.springframework."))
			.filter((line) -> !line.contains(" dev.migrations.benchmarks."))
			.toList();
	}

	/**
	 * Whether a record was compared, hashed or printed by the methods that the compiler
	 * gives it: like a lambda, the first one of them sets up machinery of the JDK that
	 * takes longer than fifty of our classes.
	 */
	private boolean comparesRecords() throws IOException {
		return Files.readAllLines(log())
			.stream()
			.anyMatch((line) -> line.contains(" java.lang.runtime.ObjectMethods "));
	}

	private static MeasuredProcess.Run run(Product product, Path jar, List<String> options, String url)
			throws Exception {
		MeasuredProcess process = MeasuredProcess.start(Competitor.OURS, product, jar, 0, options, List.of(url));
		process.begin();
		assertThat(process.await(120).failure()).isNull();
		return process.runs().get(0);
	}

}
