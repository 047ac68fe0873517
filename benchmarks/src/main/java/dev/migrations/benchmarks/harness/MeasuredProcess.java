package dev.migrations.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.migrations.benchmarks.measured.MeasuredRuns;
import org.jspecify.annotations.Nullable;

/**
 * JVM that is measured. It begins when it is told to.
 */
final class MeasuredProcess {

	private final Process process;

	private final BufferedReader output;

	private final List<Run> runs = new ArrayList<>();

	private @Nullable String failure;

	private long processNanos;

	private MeasuredProcess(Process process) {
		this.process = process;
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/**
	 * Starts one, and waits until it is connected.
	 * @param competitor what it measures
	 * @param product the database
	 * @param files the directory or jar with the migrations
	 * @param repeatMillis for how long to repeat the last run
	 * @param options options of the JVM
	 * @param urls the databases of the runs
	 * @return the process
	 */
	static MeasuredProcess start(Competitor competitor, Product product, Path files, long repeatMillis,
			List<String> options, List<String> urls) throws IOException {
		List<String> classPath = new ArrayList<>(competitor.classPath(product));
		classPath.add(files.toString());
		List<String> arguments = new ArrayList<>(
				List.of(competitor.contestant(), files.toString(), Long.toString(repeatMillis)));
		arguments.addAll(urls);
		JavaCommand command = new JavaCommand(options, classPath, MeasuredRuns.class, arguments);
		// Tools that fail print whole scripts of megabytes.
		boolean telling = competitor == Competitor.OURS || competitor.isLimit();
		MeasuredProcess started = new MeasuredProcess(command.process()
			.redirectError(telling ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD)
			.start());
		started.read(MeasuredRuns.READY);
		return started;
	}

	void begin() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
	}

	/**
	 * Waits for the end, and reads meanwhile what is said: a process that nobody listens
	 * to would wait for that.
	 * @param seconds how long at most
	 * @return this process
	 */
	MeasuredProcess await(int seconds) throws IOException, InterruptedException {
		CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(null));
		try {
			reading.get(seconds, TimeUnit.SECONDS);
			this.process.waitFor();
		}
		catch (TimeoutException ex) {
			this.process.destroyForcibly().waitFor();
			this.failure = "more than " + seconds + " s";
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		if (this.runs.isEmpty() && this.failure == null) {
			this.failure = "died";
		}
		return this;
	}

	private void read(@Nullable String until) {
		for (String line = line(); line != null; line = line()) {
			if (line.equals(until)) {
				return;
			}
			if (line.startsWith(MeasuredRuns.RUN + ' ')) {
				String[] numbers = line.split(" ");
				this.runs.add(new Run(Long.parseLong(numbers[1]), Long.parseLong(numbers[2]),
						Long.parseLong(numbers[3]), Long.parseLong(numbers[4])));
			}
			else if (line.startsWith(MeasuredRuns.PROCESS + ' ')) {
				this.processNanos = Long.parseLong(line.substring(MeasuredRuns.PROCESS.length() + 1));
			}
			else if (line.startsWith(MeasuredRuns.FAILED)) {
				this.failure = line.contains("OutOfMemory") ? "out of memory"
						: line.substring(MeasuredRuns.FAILED.length() + 1);
			}
		}
		if (until != null) {
			throw new IllegalStateException("The measured JVM ended before it was ready");
		}
	}

	private @Nullable String line() {
		try {
			return this.output.readLine();
		}
		catch (IOException ex) {
			// What is left of a process that was destroyed.
			return null;
		}
	}

	/**
	 * The runs that succeeded.
	 */
	List<Run> runs() {
		return this.runs;
	}

	/**
	 * How long its threads had a processor from the begin of the first run to the end of
	 * the last one, those included that compile.
	 */
	double processorMillis() {
		return this.processNanos / 1e6;
	}

	/**
	 * Why it ended early.
	 */
	@Nullable String failure() {
		return this.failure;
	}

	/**
	 * One run.
	 *
	 * @param nanos how long it took
	 * @param bytes what it allocated
	 * @param processorNanos how long its thread had a processor, which other programs on
	 * the machine influence less
	 * @param serverNanos how long the server had one meanwhile, where it was told which
	 * process that is; it counts in steps of ten milliseconds
	 */
	record Run(long nanos, long bytes, long processorNanos, long serverNanos) {

		double millis() {
			return this.nanos / 1e6;
		}

		double processorMillis() {
			return this.processorNanos / 1e6;
		}

		double serverMillis() {
			return this.serverNanos / 1e6;
		}

		double megabytes() {
			return this.bytes / 1e6;
		}

	}

}
