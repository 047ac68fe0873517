package dev.migrations.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

import dev.migrations.Migrator;
import dev.migrations.model.TransactionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

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
			Path log = this.directory.resolve("classes.log");
			run(jar, List.of(), url);
			run(jar, List.of("-Xlog:class+load:file=" + log), url);
			List<String> lines = Files.readAllLines(log);
			List<String> loaded = lines.stream()
				.dropWhile((line) -> !line.contains(" dev.migrations.Migrator "))
				.filter((line) -> line.contains(" dev.migrations.") || line.contains(" org.springframework."))
				.toList();
			assertThat(loaded).hasSizeBetween(50, 119);
		}
	}

	private static void run(Path jar, List<String> options, String url) throws Exception {
		MeasuredProcess process = MeasuredProcess.start(Competitor.OURS, Product.SQLITE, jar, 0, options, List.of(url));
		process.begin();
		assertThat(process.await(120).failure()).isNull();
	}

}
