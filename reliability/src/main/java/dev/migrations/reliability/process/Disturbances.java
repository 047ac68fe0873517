package dev.migrations.reliability.process;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Violation;
import dev.migrations.reliability.fault.FullDisk;

/**
 * Something happens to an instance at some point, and to the next one, until one reaches
 * the end; then from the beginning again.
 */
public final class Disturbances {

	private static final int MOST_STARTS = 40;

	private static final int SECONDS_ON_FULL_DISK = 20;

	private final Bench bench;

	/**
	 * Creates disturbances.
	 * @param bench what they work with
	 */
	public Disturbances(Bench bench) {
		this.bench = bench;
	}

	/**
	 * Kills instances.
	 * @param kills how many kills
	 * @throws SQLException if the harness itself fails
	 */
	public void kill(int kills) throws SQLException {
		disturb(kills, "kill -9", InstanceProcess::kill);
	}

	/**
	 * Ends the sessions of the instance from the server's side.
	 * @param times how often
	 * @throws SQLException if the harness itself fails
	 */
	public void terminateSessions(int times) throws SQLException {
		disturb(times, "sessions terminated", (instance) -> {
			Sessions.terminateAll(this.bench.database());
			instance.await(this.bench.longestRunSeconds());
		});
	}

	/**
	 * Kills the server, and starts it again.
	 * @param times how often
	 * @throws SQLException if the harness itself fails
	 */
	public void killServer(int times) throws SQLException {
		disturb(times, "server killed", (instance) -> {
			ProcessHandle.of(this.bench.server().pid()).ifPresent(ProcessHandle::destroyForcibly);
			this.bench.server().restart();
			instance.await(this.bench.longestRunSeconds());
		});
	}

	/**
	 * Fills the disk that the database is on, and makes room again once the instance has
	 * ended.
	 * @param disk the disk
	 * @param times how often
	 * @throws SQLException if the harness itself fails
	 */
	public void fillDisk(FullDisk disk, int times) throws SQLException {
		disturb(times, "disk full", (instance) -> {
			disk.fill();
			if (!instance.await(SECONDS_ON_FULL_DISK)) {
				// Some servers wait for room.
				instance.kill();
			}
			disk.free();
			this.bench.server().ensureRunning();
		});
	}

	private void disturb(int times, String what, Fault fault) throws SQLException {
		while (this.bench.faults() < times) {
			this.bench.database().reset();
			List<String> problems = new ArrayList<>();
			boolean done = false;
			for (int starts = 0; !done; starts++) {
				InstanceProcess instance = this.bench.start();
				boolean reached = starts < MOST_STARTS && this.bench.faults() < times
						&& this.bench.awaitProgress(instance);
				if (reached) {
					fault.happen(instance);
					this.bench.fault();
					this.bench.settle(problems);
					done = !instance.isAlive() && instance.exitCode() == 0;
				}
				else {
					done = true;
					if (!this.bench.endsWell(instance)) {
						instance.kill();
						problems
							.add(new Violation(Invariant.I6, "the next start failed: " + instance.output()).toString());
					}
				}
				done |= !problems.isEmpty();
			}
			this.bench.end(problems, what + ", " + this.bench.faults() + " so far");
		}
	}

	/**
	 * Something that happens to an instance.
	 */
	@FunctionalInterface
	private interface Fault {

		void happen(InstanceProcess instance) throws SQLException;

	}

}
