package dev.migrations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.TransactionMode;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationListenerTests {

	@TempDir
	Path directory;

	private final List<MigrationEvent> events = new ArrayList<>();

	private MigrationFiles files;

	@BeforeEach
	void prepare() {
		this.files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("V1__users.sql", "CREATE TABLE users (id INTEGER);", "-- migrations: unless exists table(users)",
					"CREATE TABLE users (id INTEGER);")
			.with("V2__orders.sql", "CREATE TABLE orders (id INTEGER);");
	}

	private MigratorBuilder builder() {
		return Migrator.builder(TestDatabase.sqlite(this.directory).dataSource())
			.name("shop")
			.locations(this.files.location());
	}

	private void migrateWith(MigrationListener... listeners) {
		builder().listeners(listeners).build().migrate();
	}

	private List<String> kinds() {
		return this.events.stream().map((event) -> event.getClass().getSimpleName()).toList();
	}

	private <T> T event(Class<T> kind, int number) {
		return this.events.stream().filter(kind::isInstance).map(kind::cast).toList().get(number - 1);
	}

	private MigrationListener recording() {
		return new MigrationListener() {

			@Override
			public void on(MigrationEvent event) {
				MigrationListenerTests.this.events.add(event);
			}

		};
	}

	@Test
	void tellsWhatARunDoesWhileItDoesIt() {
		migrateWith(recording());
		assertThat(kinds()).containsExactly("RunStarted", "RunPlanned", "MigrationStarted", "MigrationProgressed",
				"MigrationProgressed", "StatementSkipped", "MigrationApplied", "MigrationStarted",
				"MigrationProgressed", "MigrationApplied", "RunFinished");
		MigrationEvent.RunPlanned planned = event(MigrationEvent.RunPlanned.class, 1);
		assertThat(planned.vendor()).isEqualTo("sqlite");
		assertThat(planned.migrations()).isEqualTo(2);
		MigrationEvent.MigrationProgressed progressed = event(MigrationEvent.MigrationProgressed.class, 2);
		assertThat(progressed.migration()).isEqualTo(new MigrationEvent.Subject("1", "users", "V1__users.sql", 1, 2));
		assertThat(progressed.statement()).isEqualTo(2);
		assertThat(progressed.statements()).isEqualTo(2);
		assertThat(event(MigrationEvent.StatementSkipped.class, 1).statement())
			.isEqualTo("statement 2 in line 3: unless exists table(users)");
		MigrationEvent.MigrationApplied applied = event(MigrationEvent.MigrationApplied.class, 2);
		assertThat(applied.migration().number()).isEqualTo(2);
		assertThat(applied.statements()).isEqualTo(1);
		MigrationEvent.RunFinished finished = event(MigrationEvent.RunFinished.class, 1);
		assertThat(finished.migrations()).isEqualTo(2);
		assertThat(finished.initial()).isNull();
		assertThat(finished.current()).hasToString("2");
	}

	@Test
	void settingsOfSqliteAroundAScriptAreNoStepsOfIt() {
		this.files.with("V2__orders.sql", "PRAGMA foreign_keys = OFF;", "CREATE TABLE orders (id INTEGER);",
				"CREATE TABLE items (id INTEGER);", "PRAGMA foreign_keys = ON;");
		migrateWith(recording());
		assertThat(event(MigrationEvent.MigrationStarted.class, 2).statements()).isEqualTo(2);
		assertThat(this.events).filteredOn(MigrationEvent.MigrationProgressed.class::isInstance)
			.map(MigrationEvent.MigrationProgressed.class::cast)
			.filteredOn((progressed) -> progressed.migration().script().equals("V2__orders.sql"))
			.extracting((progressed) -> progressed.statement() + "/" + progressed.statements())
			.containsExactly("1/2", "2/2");
		assertThat(event(MigrationEvent.MigrationApplied.class, 2).statements()).isEqualTo(2);
	}

	@Test
	void namesTheRunAsTheHistoryDoes() {
		migrateWith(recording());
		assertThat(this.events).extracting(MigrationEvent::run)
			.containsOnly(new MigrationEvent.Run(
					TestDatabase.sqlite(this.directory).query("SELECT DISTINCT run_id FROM migration_history").get(0),
					MigrationEvent.Operation.MIGRATE, "shop", null));
	}

	@Test
	void aRunWithNothingToDoOnlyFinishes() {
		builder().build().migrate();
		migrateWith(recording());
		assertThat(kinds()).containsExactly("RunStarted", "RunFinished");
		assertThat(event(MigrationEvent.RunFinished.class, 1).migrations()).isZero();
	}

	@Test
	void whatAnotherInstanceAppliesFirstHasNotStarted() {
		migrateWith(recording(), new MigrationListener() {

			@Override
			public void on(MigrationEvent event) {
				if (event instanceof MigrationEvent.RunPlanned) {
					assertThat(builder().build().migrate().applied()).hasSize(2);
				}
			}

		});
		assertThat(kinds()).containsExactly("RunStarted", "RunPlanned", "RunFinished");
		assertThat(event(MigrationEvent.RunFinished.class, 1).migrations()).isZero();
	}

	@Test
	void aMigrationThatFailsIsTold() {
		this.files.with("V3__broken.sql", "CREATE TABLE fine (id INTEGER);", "SELECT * FROM missing;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrateWith(recording()))
			.satisfies((failure) -> {
				assertThat(event(MigrationEvent.MigrationFailed.class, 1).failure()).isSameAs(failure);
				assertThat(event(MigrationEvent.RunFailed.class, 1).failure()).isSameAs(failure);
			});
		assertThat(kinds()).endsWith("MigrationStarted", "MigrationProgressed", "MigrationProgressed",
				"MigrationFailed", "RunFailed");
	}

	@Test
	void whatCannotShareATransactionIsToldOnce() {
		this.files.with("V3__wrong.sql", "INSERT INTO nowhere VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrateWith(recording()));
		assertThat(this.events.stream()
			.filter((event) -> event instanceof MigrationEvent.MigrationStarted
					|| event instanceof MigrationEvent.MigrationApplied
					|| event instanceof MigrationEvent.MigrationFailed)
			.map((event) -> event.getClass().getSimpleName())).containsExactly("MigrationStarted", "MigrationApplied",
					"MigrationStarted", "MigrationApplied", "MigrationStarted", "MigrationFailed");
		assertThat(event(MigrationEvent.MigrationStarted.class, 3).migration())
			.isEqualTo(new MigrationEvent.Subject("3", "wrong", "V3__wrong.sql", 3, 3));
	}

	@Test
	void aRunThatCannotBeginIsTold() {
		this.files.with("V2__again.sql", "SELECT 1;");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrateWith(recording()));
		assertThat(kinds()).containsExactly("RunStarted", "RunFailed");
	}

	@Test
	void manyShortStatementsAreToldNowAndThen() {
		this.files.with("V3__rows.sql",
				IntStream.range(0, 20_000)
					.mapToObj((id) -> "INSERT INTO users (id) VALUES (" + id + ");")
					.collect(Collectors.joining("\n")));
		migrateWith(recording());
		MigrationEvent.MigrationApplied applied = event(MigrationEvent.MigrationApplied.class, 3);
		assertThat(applied.statements()).isEqualTo(20_000);
		assertThat(this.events).filteredOn((event) -> event instanceof MigrationEvent.MigrationProgressed)
			.hasSizeLessThan((int) (4 + applied.duration().toMillis() / 100));
	}

	@Test
	void whatAListenerThrowsKeepsNothingFromGoingOn() {
		migrateWith(new MigrationListener() {

			@Override
			public void on(MigrationEvent event) {
				throw new IllegalStateException("a listener's own problem");
			}

		}, recording());
		assertThat(builder().build().status().isUpToDate()).isTrue();
		assertThat(kinds()).startsWith("RunStarted").endsWith("RunFinished");
	}

	@Test
	void anErrorOfAListenerEndsTheRunLikeAFailure() {
		MigrationListener failing = new MigrationListener() {

			@Override
			public void migrationProgressed(MigrationEvent.MigrationProgressed event) {
				if (event.migration().number() == 2) {
					throw new AssertionError("stop");
				}
			}

		};
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> builder().transaction(TransactionMode.PER_MIGRATION)
				.listeners(failing, recording())
				.build()
				.migrate());
		assertThat(builder().build().status().current()).hasToString("1");
		assertThat(kinds()).endsWith("MigrationFailed", "RunFailed");
	}

	@Test
	void callsTheMethodOfTheEvent() {
		List<String> calls = new ArrayList<>();
		migrateWith(new MigrationListener() {

			@Override
			public void runPlanned(MigrationEvent.RunPlanned event) {
				calls.add("planned " + event.migrations());
			}

			@Override
			public void migrationApplied(MigrationEvent.MigrationApplied event) {
				calls.add("applied " + event.migration().script());
			}

			@Override
			public void runFinished(MigrationEvent.RunFinished event) {
				calls.add("finished " + event.migrations());
			}

		});
		assertThat(calls).containsExactly("planned 2", "applied V1__users.sql", "applied V2__orders.sql", "finished 2");
	}

}
