package dev.migrations.reliability.check;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.migrations.reliability.database.TargetDatabase;

/**
 * What is left behind once a server has had the time to notice that a session is gone.
 */
public final class Residue {

	private static final long FIRST_PAUSE_NANOS = 500_000;

	private static final long LONGEST_PAUSE_NANOS = 50_000_000;

	private Residue() {
	}

	/**
	 * Looks again and again until nothing is left.
	 * @param database the database
	 * @param patience how long to look
	 * @return a violation for whatever is left then
	 * @throws SQLException if it cannot be asked
	 */
	public static List<Violation> of(TargetDatabase database, Duration patience) throws SQLException {
		long end = System.nanoTime() + patience.toNanos();
		long pause = FIRST_PAUSE_NANOS;
		List<String> residue = database.residue();
		while (!residue.isEmpty() && System.nanoTime() < end) {
			LockSupport.parkNanos(pause);
			pause = Math.min(LONGEST_PAUSE_NANOS, 2 * pause);
			residue = database.residue();
		}
		return residue.stream().map((line) -> new Violation(Invariant.I8, "left behind: " + line)).toList();
	}

}
