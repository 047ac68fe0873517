package dev.migrations.reliability;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.Databases;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.FaultMode;
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.shape.Scenario;
import dev.migrations.reliability.shape.Shape;
import dev.migrations.reliability.shape.Shapes;
import dev.migrations.reliability.tool.Tool;

/**
 * Enumerates every shape in every scenario that suits it, on as many databases at a time
 * as there are threads.
 */
final class EnumerationCampaign {

	/** How many round trips one process that halts stands for. */
	private static final int HALT_EVERY = 50;

	private final DatabaseKind kind;

	private final Tool tool;

	private final Options options;

	private final Ledger ledger;

	private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

	private final List<EnumerationResult> results = Collections.synchronizedList(new ArrayList<>());

	private final List<Throwable> broken = Collections.synchronizedList(new ArrayList<>());

	private final long begin = System.nanoTime();

	EnumerationCampaign(DatabaseKind kind, Tool tool, Options options, Ledger ledger) {
		this.kind = kind;
		this.tool = tool;
		this.options = options;
		this.ledger = ledger;
	}

	/**
	 * Runs it.
	 * @return how many crash points were followed by something wrong
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	long run() throws SQLException, IOException {
		String only = this.options.value("shape", "");
		List<Shape> shapes = Shapes.of(this.kind)
			.stream()
			.filter((shape) -> only.isEmpty() || shape.name().equals(only))
			.toList();
		for (Shape shape : shapes) {
			for (Scenario scenario : Scenario.values()) {
				if (scenario.suits(shape)) {
					this.tasks.add(new Task(shape, scenario));
				}
			}
		}
		if (this.options.value("trips", "").equals("true")) {
			return listTrips();
		}
		String version = runAll(shapes.get(0));
		int points = this.results.stream().mapToInt(EnumerationResult::points).sum();
		int halts = this.results.stream().mapToInt(EnumerationResult::halts).sum();
		int violations = this.results.stream().mapToInt(EnumerationResult::violations).sum();
		System.out.printf("%d shapes, %d with their scenarios%n", shapes.size(), this.results.size());
		String mode = this.options.value("mode", "");
		String name = "enumerate" + (only.isEmpty() ? "" : " " + only) + ((stride() > 1) ? " stride " + stride() : "")
				+ (mode.isEmpty() ? "" : " " + mode) + ((halts > 0) ? " with " + halts + " halts" : "");
		this.ledger.append(name, this.tool.name(), version, "-", points, violations,
				(System.nanoTime() - this.begin) / 1_000_000_000);
		return violations;
	}

	private long listTrips() throws SQLException, IOException {
		try (DatabaseServer server = Databases.start(this.kind); TargetDatabase database = server.createDatabase()) {
			for (Task task : this.tasks) {
				enumeration(database).trips(task.shape(), task.scenario()).forEach(System.out::println);
			}
		}
		return 0;
	}

	private String runAll(Shape first) {
		List<Thread> threads = new ArrayList<>();
		try (DatabaseServer server = Databases.start(this.kind)) {
			String version;
			try (TargetDatabase database = server.createDatabase()) {
				version = database.version();
			}
			for (int i = 0; i < this.options.number("threads", 1); i++) {
				TargetDatabase database = server.createDatabase();
				TargetDatabase lasting = server.createLastingDatabase();
				Thread thread = new Thread(() -> work(database, lasting, first), "enumeration");
				thread.start();
				threads.add(thread);
			}
			for (Thread thread : threads) {
				thread.join();
			}
			if (!this.broken.isEmpty()) {
				throw new IllegalStateException("The harness itself failed", this.broken.get(0));
			}
			return version;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Takes one task after the other, on databases of its own.
	 */
	private void work(TargetDatabase database, TargetDatabase lasting, Shape first) {
		int every = this.options.number("halt-every", HALT_EVERY);
		EnumeratedRun.Subject subject = new EnumeratedRun.Subject(lasting, this.tool, Mutant.NONE, longestRun());
		try (database; lasting; HaltedStarts halted = new HaltedStarts(subject, Math.max(1, every), first)) {
			Enumeration enumeration = enumeration(database);
			for (Task task = this.tasks.poll(); task != null && this.broken.isEmpty(); task = this.tasks.poll()) {
				EnumerationResult result = enumeration.run(task.shape(), task.scenario());
				if (every > 0) {
					halted.run(task.shape(), task.scenario(), result);
				}
				this.results.add(result);
				System.out.printf("%s %s %s: %d points, %d of them halted processes, %d violations%n", this.kind.id(),
						task.shape().name(), task.scenario(), result.points(), result.halts(), result.violations());
			}
		}
		catch (SQLException | IOException | RuntimeException | Error ex) {
			this.broken.add(ex);
		}
	}

	private List<FaultMode> modes() {
		String only = this.options.value("mode", "");
		return only.isEmpty() ? FaultMode.enumerated(this.kind)
				: List.of(FaultMode.valueOf(only.toUpperCase(Locale.ROOT).replace('-', '_')));
	}

	private Enumeration enumeration(TargetDatabase database) {
		return new Enumeration(database, this.tool, Mutant.NONE, modes(), stride(), longestRun(), System.out);
	}

	private Duration longestRun() {
		return Duration.ofSeconds(this.options.number("limit", 60));
	}

	private int stride() {
		return this.options.number("stride", 1);
	}

	/**
	 * Shape in a scenario, to be enumerated.
	 */
	private record Task(Shape shape, Scenario scenario) {
	}

}
