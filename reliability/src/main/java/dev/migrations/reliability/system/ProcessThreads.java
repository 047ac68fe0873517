package dev.migrations.reliability.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads of another process, as the operating system has them.
 */
final class ProcessThreads {

	/**
	 * State of a thread that runs, or would if a processor were free.
	 */
	private static final String RUNNABLE = "R";

	private static final String STOPPED = "T";

	private final Process process;

	ProcessThreads(Process process) {
		this.process = process;
	}

	/**
	 * Stops them, and waits until each has stopped: the signal is dealt with by one of
	 * them, and until the busy machine lets that one run, the others go on.
	 */
	void stop() {
		signal("STOP");
		while (this.process.isAlive() && !states().stream().allMatch(STOPPED::equals)) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	/**
	 * Lets them go on.
	 */
	void goOn() {
		signal("CONT");
	}

	/**
	 * Whether one of them has something to do.
	 */
	boolean isAnyRunnable() {
		return states().contains(RUNNABLE);
	}

	private List<String> states() {
		List<String> states = new ArrayList<>();
		try (var tasks = Files.list(Path.of("/proc", Long.toString(this.process.pid()), "task"))) {
			for (Path task : tasks.toList()) {
				String stat = Files.readString(task.resolve("stat"));
				states.add(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[0]);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// It has ended, or a thread has.
			states.add("?");
		}
		return states;
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Their states, one letter each.
	 */
	@Override
	public String toString() {
		return String.join("", states());
	}

}
