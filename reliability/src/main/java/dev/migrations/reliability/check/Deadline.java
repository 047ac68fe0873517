package dev.migrations.reliability.check;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs something that must end in time.
 */
public final class Deadline {

	private Deadline() {
	}

	/**
	 * Runs it in a thread of its own, which is interrupted when the time is over.
	 * @param limit the time
	 * @param work what to run
	 * @param <T> its result
	 * @return its result
	 * @throws TimeoutException if it did not end in time
	 * @throws Throwable what it threw
	 */
	public static <T> T within(Duration limit, Callable<T> work) throws Throwable {
		FutureTask<T> task = new FutureTask<>(work);
		Thread thread = new Thread(task, "run");
		thread.setDaemon(true);
		thread.start();
		try {
			return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
		catch (TimeoutException ex) {
			thread.interrupt();
			throw ex;
		}
	}

}
