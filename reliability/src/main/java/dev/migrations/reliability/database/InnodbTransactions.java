package dev.migrations.reliability.database;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The list of transactions of one server, looked at by all who test its databases. InnoDB
 * shows the list as it was until nobody has asked for it for a tenth of a second: two who
 * ask in turns may be shown a transaction for as long as they ask that has ended before.
 * Therefore, whoever is shown one looks again after a while in which nobody has asked.
 */
final class InnodbTransactions {

	private static final long SILENCE_NANOS = 150_000_000;

	private final ReadWriteLock asking = new ReentrantReadWriteLock();

	/**
	 * Looks at the list.
	 * @param look asks the server
	 * @return what there is now
	 * @throws SQLException if it cannot be asked
	 */
	List<String> now(Look look) throws SQLException {
		List<String> shown = withLock(this.asking.readLock(), look);
		return shown.isEmpty() ? shown : withLock(this.asking.writeLock(), () -> {
			long end = System.nanoTime() + SILENCE_NANOS;
			for (long left = SILENCE_NANOS; left > 0; left = end - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			return look.look();
		});
	}

	private static List<String> withLock(Lock lock, Look look) throws SQLException {
		lock.lock();
		try {
			return look.look();
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Asks the server.
	 */
	@FunctionalInterface
	interface Look {

		List<String> look() throws SQLException;

	}

}
