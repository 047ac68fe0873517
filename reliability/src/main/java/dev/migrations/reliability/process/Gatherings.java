package dev.migrations.reliability.process;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Violation;

/**
 * Several instances at once.
 */
public final class Gatherings {

	private final Bench bench;

	/**
	 * Creates gatherings.
	 * @param bench what they work with
	 */
	public Gatherings(Bench bench) {
		this.bench = bench;
	}

	/**
	 * Starts instances at the same moment, and kills some of them. Those that survive
	 * take part in the next round, in the same process.
	 * @param rounds how many times
	 * @param instances how many instances
	 * @param killed how many of them are killed in each second round
	 * @throws SQLException if the harness itself fails
	 */
	public void together(int rounds, int instances, int killed) throws SQLException {
		List<InstanceProcess> all = new ArrayList<>();
		for (int round = 1; round <= rounds; round++) {
			this.bench.database().reset();
			List<String> problems = new ArrayList<>();
			while (all.size() < instances) {
				all.add(this.bench.prepareRepeated());
			}
			all.forEach(InstanceProcess::awaitReady);
			all.forEach(InstanceProcess::open);
			for (int i = 0; i < ((round % 2 == 0) ? killed : 0); i++) {
				InstanceProcess victim = all.remove(this.bench.random().nextInt(all.size()));
				this.bench.awaitProgress(victim);
				victim.kill();
			}
			for (InstanceProcess survivor : List.copyOf(all)) {
				Boolean endedWell = survivor.awaitApplied(this.bench.longestRunSeconds());
				if (endedWell == null) {
					problems.add(new Violation(Invariant.I8, "an instance did not come up: " + survivor.output())
						.toString());
				}
				else if (!endedWell) {
					problems.add(new Violation(Invariant.I6, "an instance failed: " + survivor.output()).toString());
				}
				if (!Boolean.TRUE.equals(endedWell)) {
					all.remove(survivor);
					survivor.kill();
				}
			}
			this.bench.fault();
			this.bench.end(problems, "round " + round + " of " + instances + " instances");
		}
		all.forEach(InstanceProcess::kill);
	}

	/**
	 * Stops the instance that holds the lock, starts others, and lets it go on.
	 * @param rounds how many times
	 * @param others how many others
	 * @throws SQLException if the harness itself fails
	 */
	public void stopHolder(int rounds, int others) throws SQLException {
		for (int round = 1; round <= rounds; round++) {
			this.bench.database().reset();
			List<String> problems = new ArrayList<>();
			InstanceProcess holder = this.bench.start();
			this.bench.awaitProgress(holder);
			holder.stop();
			int before = this.bench.progress();
			List<InstanceProcess> all = new ArrayList<>(List.of(holder));
			for (int i = 0; i < others; i++) {
				all.add(this.bench.start());
			}
			boolean ended = all.get(1).await(2 + this.bench.random().nextInt(3));
			if (this.bench.database().kind().isServer() && before > 0 && before < this.bench.workload().rows()
					&& (ended || this.bench.progress() != before)) {
				problems.add(new Violation(Invariant.I7, "while the holder was stopped, the rows of evidence went from "
						+ before + " to " + this.bench.progress())
					.toString());
			}
			holder.goOn();
			for (InstanceProcess instance : all) {
				if (!instance.await(this.bench.longestRunSeconds()) || instance.exitCode() != 0) {
					problems.add(new Violation(Invariant.I6, "an instance failed: " + instance.output()).toString());
				}
				instance.kill();
			}
			this.bench.fault();
			this.bench.end(problems, "round " + round + " with a stopped holder");
		}
	}

}
