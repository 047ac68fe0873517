package dev.migrations.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;

import dev.migrations.reliability.check.Oracle;
import dev.migrations.reliability.check.Reference;
import dev.migrations.reliability.check.Violation;
import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.Databases;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.FaultMode;
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.fault.Traffic;
import dev.migrations.reliability.fault.WatchedPool;
import dev.migrations.reliability.shape.Scenario;
import dev.migrations.reliability.shape.Shape;
import dev.migrations.reliability.shape.ShapeScript;
import dev.migrations.reliability.shape.Shapes;
import dev.migrations.reliability.tool.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A harness that finds nothing is worth nothing: here it has to find what is wrong with
 * other tools, and with our own engine when a mistake is made for it.
 */
class ControlTests {

	private static DatabaseServer postgres;

	private static TargetDatabase database;

	@TempDir
	private Path directory;

	@BeforeAll
	static void start() {
		postgres = Databases.start(DatabaseKind.POSTGRESQL);
		database = postgres.createDatabase();
	}

	@AfterAll
	static void stop() {
		database.close();
		postgres.close();
	}

	@Test
	void findsThatFlywayAppliesAMigrationTwice() throws Exception {
		// No start of Flyway has to hang for this, however busy the machine is.
		EnumerationResult result = enumerate(database, "flyway", Mutant.NONE, "ten-dml", FaultMode.DEATH_AFTER, 1,
				Duration.ofSeconds(60));
		assertThat(result.messages()).anyMatch((message) -> message.contains("expected 1 times, found 2 times"));
	}

	@Test
	void findsThatLiquibaseLeavesItsLockBehind() throws Exception {
		EnumerationResult result = enumerate(database, "liquibase", Mutant.NONE, "two-versions", FaultMode.DEATH_AFTER,
				40);
		assertThat(result.messages()).anyMatch((message) -> message.contains("the run has not ended"));
	}

	/**
	 * On H2, where row and statements are not sent in one batch.
	 */
	@Test
	void findsAHistoryRowInItsOwnTransaction() throws Exception {
		assertThat(
				messages(DatabaseKind.H2, Mutant.HISTORY_ROW_IN_ITS_OWN_TRANSACTION, "ten-dml", FaultMode.DEATH_AFTER))
			.isNotEmpty();
	}

	/**
	 * On H2, where no batch makes a transaction whole before it is committed.
	 */
	@Test
	void findsACatchOfExceptionInsteadOfThrowable() throws Exception {
		assertThat(messages(DatabaseKind.H2, Mutant.CATCHES_EXCEPTION_ONLY, "ten-dml", FaultMode.ERROR_AFTER))
			.isNotEmpty();
	}

	@Test
	void findsACheckpointAfterTheStatementOnly() throws Exception {
		assertThat(messages(DatabaseKind.H2, Mutant.CHECKPOINT_AFTER_ONLY, "many-tables", FaultMode.DEATH_AFTER))
			.anyMatch((message) -> message.contains("the next start failed"));
	}

	@Test
	void findsAStatementThatABlockDoesNotAnnounce() throws Exception {
		assertThat(
				messages(DatabaseKind.MARIADB, Mutant.UNANNOUNCED_IN_A_BLOCK, "two-versions", FaultMode.ENDED_WITHIN))
			.anyMatch((message) -> message.contains("the next start failed"));
	}

	/**
	 * What is found in our own engine with a mistake in it, on a server of its own.
	 */
	private static List<String> messages(DatabaseKind kind, Mutant mutant, String shape, FaultMode mode)
			throws Exception {
		try (DatabaseServer server = Databases.start(kind); TargetDatabase target = server.createDatabase()) {
			EnumerationResult result = enumerate(target, "migrations", mutant, shape, mode, 1);
			assertThat(result.mutations()).isPositive();
			return result.messages();
		}
	}

	@Test
	void findsAnUncheckedUnlock() throws Exception {
		assertThat(endsWellWithoutTheLock(Mutant.NONE)).isFalse();
		assertThat(endsWellWithoutTheLock(Mutant.UNCHECKED_UNLOCK)).isTrue();
	}

	@Test
	void findsThatTheHistoryIsNotReadInsideTheLock() throws Exception {
		assertThat(startTogether(Mutant.NONE)).isEmpty();
		assertThat(startTogether(Mutant.NO_READ_INSIDE_THE_LOCK)).isNotEmpty();
	}

	private static EnumerationResult enumerate(TargetDatabase target, String tool, Mutant mutant, String shape,
			FaultMode mode, int stride) throws Exception {
		return enumerate(target, tool, mutant, shape, mode, stride, Duration.ofSeconds(5));
	}

	private static EnumerationResult enumerate(TargetDatabase target, String tool, Mutant mutant, String shape,
			FaultMode mode, int stride, Duration longest) throws Exception {
		return new Enumeration(target, Tool.of(tool), mutant, List.of(mode), stride, longest, System.out)
			.run(shape(target, shape), Scenario.FIRST_START);
	}

	private static Shape shape(TargetDatabase target, String name) {
		return Shapes.of(target.kind()).stream().filter((shape) -> shape.name().equals(name)).findFirst().orElseThrow();
	}

	/**
	 * Whether a start ends well although its session lost the lock on the way.
	 */
	private boolean endsWellWithoutTheLock(Mutant mutant) throws Exception {
		database.reset();
		write(List.of());
		Files.writeString(this.directory.resolve("V1__lose_the_lock.sql"), "SELECT pg_advisory_unlock_all(), true;");
		try (WatchedPool pool = new WatchedPool(database, true, 1)) {
			pool.begin(Traffic.undisturbed(database::cut), mutant);
			Tool.of("migrations").migrate(pool, this.directory);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private List<Violation> startTogether(Mutant mutant) throws Exception {
		Shape shape = shape(database, "two-versions");
		Oracle oracle = new Oracle(database, Tool.of("migrations"), Reference.of(database, shape.scripts()));
		write(shape.scripts());
		CyclicBarrier bothHaveRead = new CyclicBarrier(2);
		List<FutureTask<Integer>> starts = List.of(start(mutant, bothHaveRead), start(mutant, bothHaveRead));
		starts.forEach((start) -> new Thread(start, "instance").start());
		for (FutureTask<Integer> start : starts) {
			try {
				start.get();
			}
			catch (java.util.concurrent.ExecutionException ex) {
				System.out.println("An instance failed: " + ex.getCause());
			}
		}
		return oracle.atTheEnd();
	}

	private FutureTask<Integer> start(Mutant mutant, CyclicBarrier bothHaveRead) {
		return new FutureTask<>(() -> {
			try (WatchedPool pool = new WatchedPool(database, true, 1)) {
				Traffic traffic = Traffic.undisturbed(database::cut);
				pool.begin(traffic, mutant);
				// Both read the empty history before either of them has the lock.
				traffic.onTrip(3, bothHaveRead::await);
				return Tool.of("migrations").migrate(pool, this.directory);
			}
		});
	}

	private void write(List<ShapeScript> scripts) throws Exception {
		try (var files = Files.list(this.directory)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		for (ShapeScript script : scripts) {
			Files.writeString(this.directory.resolve(script.file()), script.text());
		}
	}

}
