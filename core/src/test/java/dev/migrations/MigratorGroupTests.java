package dev.migrations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Several databases, each with locations of its own.
 */
class MigratorGroupTests {

	@TempDir
	private Path directory;

	private final Map<String, TestDatabase> databases = new TreeMap<>();

	private final List<String> begun = Collections.synchronizedList(new ArrayList<>());

	@Test
	void migratesEveryDatabase() {
		Map<String, MigrationReport> reports = group(1, Map.of(), migrator("audit"), migrator("orders")).migrate();
		assertThat(reports.keySet()).containsExactly("audit", "orders");
		assertThat(this.databases.values()).allSatisfy((database) -> assertThat(database.hasTable("things")).isTrue());
	}

	@Test
	void beginsADatabaseWhenThoseThatItComesAfterAreDone() {
		group(3, Map.of("a", List.of("c"), "c", List.of("b")), migrator("a"), migrator("b"), migrator("c")).migrate();
		assertThat(this.begun).containsExactly("b", "c", "a");
	}

	@Test
	void migratesThoseThatDoNotDependOnEachOtherAtTheSameTime() {
		CountDownLatch both = new CountDownLatch(2);
		group(2, Map.of(), migrator("a"), migrator("b")).forEach((migrator) -> {
			both.countDown();
			// Neither gets any further unless both have begun.
			assertThat(await(both)).isTrue();
		});
	}

	@Test
	void isBoundedByTheParallelism() {
		List<Integer> atWork = Collections.synchronizedList(new ArrayList<>());
		List<Integer> now = Collections.synchronizedList(new ArrayList<>());
		group(2, Map.of(), migrator("a"), migrator("b"), migrator("c"), migrator("d"), migrator("e"))
			.forEach((migrator) -> {
				now.add(1);
				atWork.add(now.size());
				migrator.migrate();
				now.remove(0);
			});
		assertThat(atWork).hasSize(5).allMatch((count) -> count <= 2);
	}

	@Test
	void takesOnlyOneDatabaseAtATimeFromOneDataSource() {
		DataSource dataSource = TestDatabase.h2().dataSource();
		List<Integer> atWork = Collections.synchronizedList(new ArrayList<>());
		List<Integer> now = Collections.synchronizedList(new ArrayList<>());
		Migrator[] migrators = Stream.of("a", "b", "c")
			.map((name) -> Migrator.builder(dataSource).name(name).historyTable(name).build())
			.toArray(Migrator[]::new);
		group(3, Map.of(), migrators).forEach((migrator) -> {
			now.add(1);
			atWork.add(now.size());
			migrator.history();
			now.remove(0);
		});
		assertThat(atWork).containsExactly(1, 1, 1);
	}

	@Test
	void saysWhatBecameOfEachDatabaseWhenOneFails() {
		Migrator broken = migrator("broken", "CREATE TABLE things (id INTEGER", "x");
		MigratorGroup group = group(1, Map.of("broken", List.of("audit"), "orders", List.of("broken")),
				migrator("audit"), broken, migrator("orders"));
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(group::migrate)
			.satisfies((ex) -> assertThat(ex.getFailures()).containsOnlyKeys("broken"))
			.satisfies((ex) -> assertThat(ex.getDescription().lines().toList()).contains("1 of 3 databases failed.",
					"    audit: at version 1, 1 applied, up to date", "    broken: failed", "    orders: not begun"))
			.withMessageContaining("broken: V1__things.sql, line 1");
		assertThat(this.databases.get("orders").hasTable("things")).isFalse();
	}

	@Test
	void letsThoseFinishThatHaveBegunAndBeginsNoOther() {
		AtomicReference<Thread> first = new AtomicReference<>();
		CountDownLatch begun = new CountDownLatch(1);
		MigratorGroup group = group(2, Map.of(), migrator("a"), migrator("b"), migrator("c"));
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(() -> group.forEach((migrator) -> {
			if (migrator.name().equals("a")) {
				first.set(Thread.currentThread());
				await(begun);
				throw new IllegalStateException("a");
			}
			if (migrator.name().equals("b")) {
				begun.countDown();
				awaitEndOf("migrations-a", first);
			}
			migrator.migrate();
		}));
		assertThat(this.databases.get("b").hasTable("things")).isTrue();
		assertThat(this.databases.get("c").hasTable("things")).isFalse();
	}

	@Test
	void throwsTheFailureOfTheOnlyDatabaseAsItIs() {
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(group(1, Map.of(), migrator("a", "CREATE TABLE things ("))::migrate);
	}

	@Test
	void refusesAnOrderThatIsACircle() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> group(1, Map.of("a", List.of("b"), "b", List.of("c"), "c", List.of("a")), migrator("a"),
					migrator("b"), migrator("c")))
			.withMessageContaining("a comes after b comes after c comes after a");
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> group(1, Map.of("a", List.of("a")), migrator("a")))
			.withMessageContaining("migrations.databases.a.after names the database itself");
	}

	@Test
	void refusesAnUnknownName() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> group(1, Map.of("a", List.of("orders")), migrator("a"), migrator("b")))
			.withMessageContaining("migrations.databases.a.after names 'orders'")
			.withMessageContaining("a, b");
	}

	@Test
	void keepsTheOrderThroughADatabaseThatIsLeftOut() {
		group(1, Map.of("a", List.of("b"), "b", List.of("c")), migrator("a"), migrator("b"), migrator("c"))
			.only(List.of("a", "c"))
			.migrate();
		assertThat(this.begun).containsExactly("c", "a");
	}

	@Test
	void refusesTheOrderOfAnUnknownDatabase() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> group(1, Map.of("typo", List.of("a")), migrator("a"), migrator("b")))
			.withMessageContaining("migrations.databases.typo.after is of 'typo'")
			.withMessageContaining("a, b");
	}

	@Test
	void listsTenOfThoseThatDidNotFail() {
		Migrator[] migrators = IntStream.range(0, 30)
			.mapToObj((i) -> Migrator.builder(TestDatabase.h2().dataSource()).name("%02d".formatted(i)).build())
			.toArray(Migrator[]::new);
		MigratorGroup group = group(1, Map.of(), migrators);
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(() -> group.forEach((migrator) -> {
			if (migrator.name().equals("20")) {
				throw new IllegalStateException("wrong");
			}
		}))
			.satisfies((ex) -> assertThat(ex.getDescription().lines().filter((line) -> line.startsWith("    ")))
				.hasSize(12)
				.startsWith("    00: done")
				.endsWith("    20: failed", "    and 19 more that did not fail"));
	}

	@Test
	void refusesToMigrateNothingAtATime() {
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(() -> group(0, Map.of(), migrator("a")))
			.withMessageContaining("migrations.parallelism is 0");
	}

	/**
	 * Waits until a thread has another name than that of its unit, which is when the
	 * outcome of the unit is known.
	 */
	private static void awaitEndOf(String unit, AtomicReference<Thread> thread) {
		long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
		while ((thread.get() == null || thread.get().getName().equals(unit)) && System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MigratorGroup group(int parallelism, Map<String, List<String>> after, Migrator... migrators) {
		return MigratorGroup.of(List.of(migrators), after, parallelism);
	}

	private Migrator migrator(String name) {
		return migrator(name, "CREATE TABLE things (id INTEGER);");
	}

	private Migrator migrator(String name, String... lines) {
		TestDatabase database = TestDatabase.h2();
		this.databases.put(name, database);
		MigrationFiles files = new MigrationFiles(this.directory.resolve(name)).with("V1__things.sql", lines);
		return Migrator.builder(database.dataSource())
			.name(name)
			.locations(files.location())
			.listeners(new MigrationListener() {

				@Override
				public void migrationStarted(MigrationEvent.MigrationStarted event) {
					MigratorGroupTests.this.begun.add(name);
				}

			})
			.build();
	}

}
