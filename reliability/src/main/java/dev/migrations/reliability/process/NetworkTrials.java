package dev.migrations.reliability.process;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Violation;
import dev.migrations.reliability.fault.NetworkFault;
import dev.migrations.reliability.fault.TcpProxy;

/**
 * Instances whose network fails again and again. An instance may get to its end in spite
 * of that; it may give up, but only because of its connection; and then the next one goes
 * on.
 */
public final class NetworkTrials {

	private static final long LOOK_NANOS = 1_000_000;

	private static final int MOST_STARTS = 20;

	private final Bench bench;

	/**
	 * Creates trials.
	 * @param bench what they work with
	 */
	public NetworkTrials(Bench bench) {
		this.bench = bench;
	}

	/**
	 * Lets the network fail.
	 * @param times how often
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	public void run(int times) throws SQLException, IOException {
		int port = this.bench.server().port();
		try (TcpProxy proxy = new TcpProxy(port)) {
			String url = this.bench.database().url().replace(":" + port + "/", ":" + proxy.port() + "/");
			while (this.bench.faults() < times) {
				this.bench.database().reset();
				List<String> problems = new ArrayList<>();
				boolean done = false;
				for (int starts = 0; !done && problems.isEmpty(); starts++) {
					done = startOnce(proxy, url, starts < MOST_STARTS, times, problems);
				}
				this.bench.end(problems, "network, " + this.bench.faults() + " faults so far");
			}
		}
	}

	private boolean startOnce(TcpProxy proxy, String url, boolean strikes, int times, List<String> problems)
			throws SQLException {
		InstanceProcess instance = this.bench.prepare(url).open();
		int met = 0;
		while (strikes && this.bench.faults() < times && this.bench.awaitProgress(instance)) {
			NetworkFault[] all = NetworkFault.values();
			if (strike(proxy, all[this.bench.random().nextInt(all.length)], instance)) {
				met++;
			}
		}
		proxy.calm();
		if (this.bench.endsWell(instance)) {
			return true;
		}
		boolean ended = !instance.isAlive();
		instance.kill();
		if (!ended) {
			problems.add(new Violation(Invariant.I8, "an instance did not end: " + instance.output()).toString());
		}
		else if (met == 0 || !instance.output().contains("DatabaseUnavailableException")) {
			problems.add(new Violation(Invariant.I6, "an instance failed: " + instance.output()).toString());
		}
		return false;
	}

	private boolean strike(TcpProxy proxy, NetworkFault fault, InstanceProcess instance) {
		int before = proxy.struck();
		proxy.strike(fault);
		while (instance.isAlive() && proxy.struck() == before) {
			LockSupport.parkNanos(LOOK_NANOS);
		}
		boolean met = proxy.struck() > before;
		if (met) {
			this.bench.fault();
		}
		return met;
	}

}
