package dev.migrations.reliability.process;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Violation;

/**
 * Instances that are connected to a standby.
 */
public final class StandbyTrials {

	private static final int LONGEST_REFUSAL_SECONDS = 60;

	private final Bench bench;

	/**
	 * Creates trials.
	 * @param bench what they work with
	 */
	public StandbyTrials(Bench bench) {
		this.bench = bench;
	}

	/**
	 * With nothing due an instance starts; with something due it says at once why it does
	 * not.
	 * @param times how often
	 * @throws SQLException if the harness itself fails
	 */
	public void run(int times) throws SQLException {
		while (this.bench.faults() < times) {
			List<String> problems = new ArrayList<>();
			this.bench.database().reset();
			this.bench.endsWell(this.bench.start());
			asStandby(() -> {
				InstanceProcess instance = this.bench.start();
				if (!this.bench.endsWell(instance)) {
					problems.add(new Violation(Invariant.I6,
							"an instance with nothing due did not start on a standby: " + instance.output())
						.toString());
				}
				instance.kill();
			});
			this.bench.database().reset();
			asStandby(() -> {
				InstanceProcess instance = this.bench.start();
				boolean ended = instance.await(LONGEST_REFUSAL_SECONDS);
				if (!ended || instance.exitCode() == 0 || !instance.output().contains("read-only")) {
					problems.add(new Violation(Invariant.I8,
							"an instance with something due did not refuse a standby: " + instance.output())
						.toString());
				}
				instance.kill();
			});
			this.bench.fault();
			this.bench.end(problems, "standby");
		}
	}

	private void asStandby(Runnable work) {
		this.bench.server().restartAs(true);
		try {
			work.run();
		}
		finally {
			this.bench.server().restartAs(false);
		}
	}

}
