package dev.migrations.reliability.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Oracle;
import dev.migrations.reliability.check.Reference;
import dev.migrations.reliability.check.Residue;
import dev.migrations.reliability.check.Violation;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.tool.Tool;

/**
 * Starts instances, lets something happen to them, and looks at what is left. Everything
 * that is left to chance comes from one seed; when it happens is decided by the progress
 * in the tables, not by time.
 */
public final class Supervisor implements AutoCloseable {

	private static final int LONGEST_RUN_SECONDS = 120;

	private static final Duration LONGEST_RESIDUE = Duration.ofSeconds(20);

	private static final long LOOK_NANOS = 300_000;

	private final DatabaseServer server;

	private final TargetDatabase database;

	private final Tool tool;

	private final Workload workload;

	private final SplittableRandom random;

	private final PrintStream out;

	private final Path directory;

	private final InstanceLauncher launcher;

	private final Oracle oracle;

	private final List<String> failures = new ArrayList<>();

	private int faults;

	/**
	 * Creates a supervisor.
	 * @param server the server of the database
	 * @param database the database
	 * @param tool the tool that instances migrate with
	 * @param workload the migrations
	 * @param seed decides everything that is left to chance
	 * @param poolSize how many connections an instance has in its pool, which then lends
	 * them without autocommit; 0 for a new connection each time
	 * @param out where failures are told
	 * @throws IOException if the files cannot be written
	 * @throws SQLException if the database fails
	 */
	public Supervisor(DatabaseServer server, TargetDatabase database, Tool tool, Workload workload, long seed,
			int poolSize, PrintStream out) throws IOException, SQLException {
		this.server = server;
		this.database = database;
		this.tool = tool;
		this.workload = workload;
		this.random = new SplittableRandom(seed);
		this.out = out;
		this.directory = Files.createTempDirectory("workload");
		workload.write(this.directory);
		this.oracle = new Oracle(database, tool, Reference.of(database, workload.scripts()));
		this.launcher = new InstanceLauncher(tool, database, this.directory, poolSize);
		this.launcher.archiveClasses();
	}

	/**
	 * How many faults were injected.
	 * @return the count
	 */
	public int faults() {
		return this.faults;
	}

	/**
	 * What was wrong.
	 * @return a line a failed trial
	 */
	public List<String> failures() {
		return this.failures;
	}

	/**
	 * Kills an instance at some point, and the next one, until one reaches the end; then
	 * from the beginning again.
	 * @param kills how many kills
	 * @throws SQLException if the harness itself fails
	 */
	public void kill(int kills) throws SQLException {
		disturb(kills, "kill -9", (instance) -> instance.kill());
	}

	/**
	 * Ends the sessions of the instance from the server's side.
	 * @param times how often
	 * @throws SQLException if the harness itself fails
	 */
	public void terminateSessions(int times) throws SQLException {
		disturb(times, "sessions terminated", (instance) -> {
			Sessions.terminateAll(this.database);
			instance.await(LONGEST_RUN_SECONDS);
		});
	}

	/**
	 * Kills the server, and starts it again.
	 * @param times how often
	 * @throws SQLException if the harness itself fails
	 */
	public void killServer(int times) throws SQLException {
		disturb(times, "server killed", (instance) -> {
			ProcessHandle.of(this.server.pid()).ifPresent(ProcessHandle::destroyForcibly);
			this.server.restart();
			instance.await(LONGEST_RUN_SECONDS);
		});
	}

	private void disturb(int times, String what, Fault fault) throws SQLException {
		while (this.faults < times) {
			this.database.reset();
			List<String> problems = new ArrayList<>();
			boolean done = false;
			for (int starts = 0; !done; starts++) {
				InstanceProcess instance = start();
				boolean reached = starts < 40 && this.faults < times && awaitProgress(instance);
				if (reached) {
					fault.happen(instance);
					this.faults++;
					settle(problems);
					done = !instance.isAlive() && instance.exitCode() == 0;
				}
				else {
					done = true;
					instance.await(LONGEST_RUN_SECONDS);
					if (instance.isAlive() || instance.exitCode() != 0) {
						instance.kill();
						problems
							.add(new Violation(Invariant.I6, "the next start failed: " + instance.output()).toString());
					}
				}
				done |= !problems.isEmpty();
			}
			end(problems, what + ", " + this.faults + " so far");
		}
	}

	/**
	 * Starts instances at the same moment, and kills some of them.
	 * @param rounds how many times
	 * @param instances how many instances
	 * @param killed how many of them are killed in each second round
	 * @throws SQLException if the harness itself fails
	 */
	public void together(int rounds, int instances, int killed) throws SQLException {
		for (int round = 1; round <= rounds; round++) {
			this.database.reset();
			List<String> problems = new ArrayList<>();
			List<InstanceProcess> all = new ArrayList<>();
			for (int i = 0; i < instances; i++) {
				all.add(this.launcher.start(this.database.url()));
			}
			all.forEach(InstanceProcess::awaitReady);
			all.forEach(InstanceProcess::open);
			List<InstanceProcess> survivors = new ArrayList<>(all);
			for (int i = 0; i < ((round % 2 == 0) ? killed : 0); i++) {
				InstanceProcess victim = survivors.remove(this.random.nextInt(survivors.size()));
				awaitProgress(victim);
				victim.kill();
			}
			for (InstanceProcess survivor : survivors) {
				if (!survivor.await(LONGEST_RUN_SECONDS)) {
					problems.add(new Violation(Invariant.I8, "an instance did not come up: " + survivor.output())
						.toString());
				}
				else if (survivor.exitCode() != 0) {
					problems.add(new Violation(Invariant.I6, "an instance failed: " + survivor.output()).toString());
				}
			}
			all.forEach(InstanceProcess::kill);
			this.faults++;
			end(problems, "round " + round + " of " + instances + " instances");
		}
	}

	/**
	 * Stops the instance that holds the lock, starts others, and lets it go on.
	 * @param rounds how many times
	 * @param others how many others
	 * @throws SQLException if the harness itself fails
	 */
	public void stopHolder(int rounds, int others) throws SQLException {
		for (int round = 1; round <= rounds; round++) {
			this.database.reset();
			List<String> problems = new ArrayList<>();
			InstanceProcess holder = start();
			awaitProgress(holder);
			holder.signal("STOP");
			int before = progress();
			List<InstanceProcess> all = new ArrayList<>(List.of(holder));
			for (int i = 0; i < others; i++) {
				all.add(start());
			}
			boolean ended = all.get(1).await(2 + this.random.nextInt(3));
			if (this.database.kind().isServer() && before > 0 && before < this.workload.rows()
					&& (ended || progress() != before)) {
				problems.add(new Violation(Invariant.I7,
						"while the holder was stopped, the rows of evidence went from " + before + " to " + progress())
					.toString());
			}
			holder.signal("CONT");
			for (InstanceProcess instance : all) {
				if (!instance.await(LONGEST_RUN_SECONDS) || instance.exitCode() != 0) {
					problems.add(new Violation(Invariant.I6, "an instance failed: " + instance.output()).toString());
				}
				instance.kill();
			}
			this.faults++;
			end(problems, "round " + round + " with a stopped holder");
		}
	}

	private InstanceProcess start() {
		return this.launcher.start(this.database.url()).open();
	}

	private int progress() throws SQLException {
		return this.database.ask(Workload::progress);
	}

	/**
	 * Waits until a random number of further rows is there, and a random moment longer.
	 * @return false if the instance ended before
	 */
	private boolean awaitProgress(InstanceProcess instance) throws SQLException {
		try (Connection connection = this.database.connect()) {
			int now = Workload.progress(connection);
			int wanted = now + 1 + this.random.nextInt(Math.max(1, (this.workload.rows() - now) / 2));
			long jitter = this.random.nextInt(4_000_000);
			while (instance.isAlive() && Workload.progress(connection) < wanted) {
				// Whoever looks without a break takes the processor from whom he looks
				// at.
				LockSupport.parkNanos(LOOK_NANOS);
			}
			LockSupport.parkNanos(jitter);
			return instance.isAlive();
		}
	}

	/**
	 * Waits until nobody works any more, and looks.
	 */
	private void settle(List<String> problems) throws SQLException {
		residue(problems);
		this.oracle.atRest().forEach((violation) -> problems.add("right after it, " + violation));
	}

	private void residue(List<String> problems) throws SQLException {
		Residue.of(this.database, LONGEST_RESIDUE).forEach((violation) -> problems.add(violation.toString()));
	}

	private void end(List<String> problems, String where) throws SQLException {
		if (problems.isEmpty()) {
			InstanceProcess last = start();
			if (!last.await(LONGEST_RUN_SECONDS) || last.exitCode() != 0) {
				problems.add(new Violation(Invariant.I6, "the next start failed: " + last.output()).toString());
			}
			last.kill();
			residue(problems);
			this.oracle.atTheEnd().forEach((violation) -> problems.add("at the end, " + violation));
		}
		if (!problems.isEmpty()) {
			String failure = "FAILURE, " + where + ":" + String.join("",
					problems.stream().map((problem) -> System.lineSeparator() + "    " + problem).toList());
			this.failures.add(failure);
			this.out.println(failure);
		}
	}

	@Override
	public void close() throws IOException {
		this.launcher.close();
		try (var files = Files.list(this.directory)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		Files.delete(this.directory);
	}

	/**
	 * Something that happens to an instance.
	 */
	@FunctionalInterface
	private interface Fault {

		void happen(InstanceProcess instance) throws SQLException;

	}

}
