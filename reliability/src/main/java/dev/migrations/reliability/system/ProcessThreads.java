package dev.migrations.reliability.system;

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
public final class ProcessThreads {

	/**
	 * State of a thread that runs, or would if a processor were free.
	 */
	private static final String RUNNABLE = "R";

	private static final String STOPPED = "T";

	private final Process process;

	/**
	 * Looks at the threads of a process.
	 * @param process the process
	 */
	public ProcessThreads(Process process) {
		this.process = process;
	}

	/**
	 * Stops them, and waits until each has stopped: the signal is dealt with by one of
	 * them, and until the busy machine lets that one run, the others go on.
	 */
	public void stop() {
		Signal.STOP.send(this.process.pid());
		while (this.process.isAlive() && !states().stream().allMatch(STOPPED::equals)) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	/**
	 * Lets them go on.
	 */
	public void goOn() {
		Signal.CONT.send(this.process.pid());
	}

	/**
	 * Whether one of them has something to do.
	 * @return whether one runs, or would if a processor were free
	 */
	public boolean isAnyRunnable() {
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

	/**
	 * Their states, one letter each.
	 */
	@Override
	public String toString() {
		return String.join("", states());
	}

}
