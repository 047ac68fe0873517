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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Oracle;
import dev.migrations.reliability.check.Reference;
import dev.migrations.reliability.check.Residue;
import dev.migrations.reliability.check.Violation;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.tool.Tool;

import org.springframework.util.FileSystemUtils;

/**
 * What all campaigns of processes work with: the database, the instances, and the oracle
 * that looks at what is left. Everything that is left to chance comes from one seed; when
 * something happens is decided by the progress in the tables, not by time.
 */
public final class Bench implements AutoCloseable {

	private static final Duration LONGEST_RESIDUE = Duration.ofSeconds(20);

	private static final int TOLD_EVERY = 20;

	private final DatabaseServer server;

	private final TargetDatabase database;

	private final Workload workload;

	private final SplittableRandom random;

	private final int longestRunSeconds;

	private final PrintStream out;

	private final Path directory;

	private final InstanceLauncher launcher;

	private final Oracle oracle;

	private final List<String> failures = new ArrayList<>();

	private int faults;

	/**
	 * Creates a bench.
	 * @param server the server of the database
	 * @param database the database
	 * @param tool the tool that instances migrate with
	 * @param workload the migrations
	 * @param seed decides everything that is left to chance
	 * @param poolSize how many connections an instance has in its pool, which then lends
	 * them without autocommit; 0 for a new connection each time
	 * @param longestRunSeconds how long an instance may take
	 * @param out where failures are told
	 * @throws IOException if the files cannot be written
	 * @throws SQLException if the database fails
	 */
	public Bench(DatabaseServer server, TargetDatabase database, Tool tool, Workload workload, long seed, int poolSize,
			int longestRunSeconds, PrintStream out) throws IOException, SQLException {
		this.server = server;
		this.database = database;
		this.workload = workload;
		this.random = new SplittableRandom(seed);
		this.longestRunSeconds = longestRunSeconds;
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

	DatabaseServer server() {
		return this.server;
	}

	TargetDatabase database() {
		return this.database;
	}

	Workload workload() {
		return this.workload;
	}

	SplittableRandom random() {
		return this.random;
	}

	int longestRunSeconds() {
		return this.longestRunSeconds;
	}

	/**
	 * A fault was injected.
	 */
	void fault() {
		this.faults++;
		if (this.faults % TOLD_EVERY == 0) {
			this.out.println(this.faults + " so far, " + this.failures.size() + " failures");
		}
	}

	/**
	 * Starts an instance that begins at once.
	 */
	InstanceProcess start() {
		return prepare(this.database.url()).open();
	}

	/**
	 * Starts an instance that waits until it is told to begin.
	 */
	InstanceProcess prepare(String url, String... fault) {
		return this.launcher.start(url, fault);
	}

	/**
	 * Starts an instance that can be told again and again to begin.
	 */
	InstanceProcess prepareRepeated() {
		return this.launcher.startRepeated(this.database.url());
	}

	/**
	 * Waits for the end of an instance.
	 * @return whether it has ended well
	 */
	boolean endsWell(InstanceProcess instance) {
		return instance.await(this.longestRunSeconds) && instance.exitCode() == 0;
	}

	int progress() throws SQLException {
		return this.database.ask(Workload::progress);
	}

	/**
	 * Waits until a random number of further rows is there, and a random moment longer.
	 * @return false if the instance ended before, or gets no further: it may wait for a
	 * lock that nobody releases
	 */
	boolean awaitProgress(InstanceProcess instance) throws SQLException {
		// Whoever looks without a break takes the processor from whom he looks at, and a
		// file of SQLite its lock.
		long pause = this.database.kind().isServer() ? 300_000 : 2_000_000;
		try (Connection connection = this.database.connect()) {
			int now = Workload.progress(connection);
			int more = 1 + this.random.nextInt(Math.max(1, (this.workload.rows() - now) / 2));
			// Several at once may have reached the end before anybody looked.
			int wanted = Math.min(this.workload.rows(), now + more);
			long jitter = this.random.nextInt(4_000_000);
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(this.longestRunSeconds);
			while (instance.isAlive() && Workload.progress(connection) < wanted) {
				if (System.nanoTime() > end) {
					return false;
				}
				LockSupport.parkNanos(pause);
			}
			LockSupport.parkNanos(jitter);
			return instance.isAlive();
		}
	}

	/**
	 * Waits until nobody works any more, and looks.
	 */
	void settle(List<String> problems) throws SQLException {
		residue(problems);
		this.oracle.atRest().forEach((violation) -> problems.add("right after it, " + violation));
	}

	private void residue(List<String> problems) throws SQLException {
		Residue.of(this.database, LONGEST_RESIDUE).forEach((violation) -> problems.add(violation.toString()));
	}

	/**
	 * Ends a trial: a further start has to succeed, and to leave what a straight run
	 * leaves.
	 */
	void end(List<String> problems, String where) throws SQLException {
		if (problems.isEmpty()) {
			InstanceProcess last = start();
			if (!endsWell(last)) {
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
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
