package dev.migrations.reliability.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.migrations.reliability.system.ProcessThreads;
import org.jspecify.annotations.Nullable;

/**
 * Process of one instance.
 */
public final class InstanceProcess {

	private static final int SHOWN_LINES = 12;

	private static final int LONGEST_PREPARATION_SECONDS = 60;

	private static final int MOST_WAITS = 10;

	private static final String ENDED = "ENDED";

	private final Process process;

	private final List<String> output = new ArrayList<>();

	private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();

	private final Thread reader;

	private final ProcessThreads threads;

	private InstanceProcess(Process process) {
		this.process = process;
		this.threads = new ProcessThreads(process);
		this.reader = new Thread(this::read, "output of " + process.pid());
		this.reader.setDaemon(true);
		this.reader.start();
	}

	static InstanceProcess start(List<String> command) {
		try {
			return new InstanceProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.equals(Instance.READY) || line.equals(Instance.FAILED) || line.startsWith(Instance.APPLIED)) {
					this.signals.add(line);
				}
				else if (!line.startsWith("\tat ") && !line.isBlank()) {
					synchronized (this.output) {
						this.output.add(line);
					}
				}
			}
		}
		catch (IOException ex) {
			// It was killed.
		}
		finally {
			this.signals.add(ENDED);
		}
	}

	/**
	 * Waits until it is ready to begin.
	 * @return this process
	 */
	public InstanceProcess awaitReady() {
		String signal = nextSignal(LONGEST_PREPARATION_SECONDS);
		if (!Instance.READY.equals(signal)) {
			throw new IllegalStateException("An instance did not get ready: " + output());
		}
		return this;
	}

	/**
	 * Waits until an instance that is used again and again has migrated once more.
	 * @param seconds how long
	 * @return whether that ended well; null if it did not end
	 */
	public @Nullable Boolean awaitApplied(int seconds) {
		String signal = nextSignal(seconds);
		return (signal != null) ? Boolean.valueOf(signal.startsWith(Instance.APPLIED)) : null;
	}

	private @Nullable String nextSignal(int seconds) {
		try {
			return this.signals.poll(seconds, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Lets it begin.
	 * @return this process
	 */
	public InstanceProcess open() {
		synchronized (this.output) {
			this.output.clear();
		}
		try {
			this.process.getOutputStream().write('\n');
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			// It has ended; its output tells why.
		}
		return this;
	}

	/**
	 * Whether it is running.
	 * @return whether it is
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Kills it, as {@code kill -9} does.
	 */
	public void kill() {
		this.process.destroyForcibly();
		await(10);
	}

	/**
	 * Stops it, and waits until each of its threads has stopped.
	 */
	public void stop() {
		this.threads.stop();
	}

	/**
	 * Lets it go on.
	 */
	public void goOn() {
		this.threads.goOn();
	}

	/**
	 * Waits for its end.
	 * @param seconds how long
	 * @return whether it has ended
	 */
	public boolean await(int seconds) {
		try {
			if (!this.process.waitFor(seconds, TimeUnit.SECONDS)) {
				return false;
			}
			this.reader.join(TimeUnit.SECONDS.toMillis(10));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits for its end, longer if a busy machine has not let it run: a process that
	 * hangs has nothing to do, a starved one has.
	 * @param seconds how long; ten times that at most
	 * @return whether it has ended
	 */
	public boolean awaitUnlessStarved(int seconds) {
		for (int i = 0; i < MOST_WAITS; i++) {
			if (await(seconds)) {
				return true;
			}
			if (!this.threads.isAnyRunnable()) {
				return false;
			}
		}
		return false;
	}

	/**
	 * What it is doing, to tell a process that hangs from one that is slow.
	 * @return its processor time and the states of its threads
	 */
	public String doing() {
		return this.process.info()
			.totalCpuDuration()
			.map((time) -> time.toMillis() + " ms of processor time, ")
			.orElse("") + "threads " + this.threads;
	}

	/**
	 * Its exit code.
	 * @return the code; 0 if it has migrated
	 */
	public int exitCode() {
		return this.process.exitValue();
	}

	/**
	 * Every line that it has written, without the stack.
	 * @return the lines
	 */
	public List<String> lines() {
		synchronized (this.output) {
			return List.copyOf(this.output);
		}
	}

	/**
	 * What it has written, without the stack.
	 * @return the text
	 */
	public String output() {
		synchronized (this.output) {
			return String.join(" / ", this.output.subList(0, Math.min(SHOWN_LINES, this.output.size())));
		}
	}

}
