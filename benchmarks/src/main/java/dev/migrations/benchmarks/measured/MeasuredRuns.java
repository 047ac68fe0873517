package dev.migrations.benchmarks.measured;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import org.slf4j.LoggerFactory;

/**
 * Main class of a measured JVM. Connects, says {@value #READY}, waits for a line, and
 * migrates; the first run is the cold one. Before each further run it connects again,
 * outside of the time that is measured. Arguments: the contestant's class, the files, for
 * how many milliseconds to repeat the last run, and the URLs of the runs.
 */
public final class MeasuredRuns {

	/**
	 * What it says once it is connected.
	 */
	public static final String READY = "ready";

	/**
	 * What a line with the nanoseconds, the allocated bytes, the nanoseconds of the
	 * processor and those of the server's processor of a run begins with.
	 */
	public static final String RUN = "run";

	/**
	 * What a line with the nanoseconds of the processor that all threads of the process
	 * needed for all runs begins with.
	 */
	public static final String PROCESS = "process";

	/**
	 * What the line of a run that failed begins with.
	 */
	public static final String FAILED = "failed";

	/**
	 * System property with the number of the process of the server.
	 */
	public static final String SERVER_PROCESS = ServerProcessor.PROCESS;

	/**
	 * The fewest runs of which the last can be called warm.
	 */
	private static final int FEWEST_RUNS = 4;

	/**
	 * The most runs, however fast they are.
	 */
	private static final int MOST_RUNS = 40;

	private static final int LONGEST_REASON = 100;

	private MeasuredRuns() {
	}

	/**
	 * Runs.
	 * @param args see above
	 * @throws Exception if it cannot connect
	 */
	public static void main(String[] args) throws Exception {
		Contestant contestant = (Contestant) Class.forName(MeasuredRuns.class.getPackageName() + '.' + args[0])
			.getDeclaredConstructor()
			.newInstance();
		Path files = Path.of(args[1]);
		long repeat = Long.parseLong(args[2]) * 1_000_000;
		initializeLogging();
		long begin = System.nanoTime();
		long processor = 0;
		for (int run = 0; run < MOST_RUNS; run++) {
			int url = Math.min(3 + run, args.length - 1);
			boolean repeated = run > 0 && 3 + run > args.length - 1;
			boolean enough = run >= FEWEST_RUNS || repeat == 0;
			if (repeated && enough && System.nanoTime() - begin > repeat) {
				break;
			}
			PreparedDataSource dataSource = new PreparedDataSource(args[url]);
			if (run == 0) {
				awaitBegin();
				processor = processNanos();
				begin = System.nanoTime();
			}
			if (!measure(contestant, dataSource, files)) {
				break;
			}
		}
		System.out.println(PROCESS + ' ' + (processNanos() - processor));
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

	private static void awaitBegin() throws IOException {
		allocated();
		processNanos();
		System.out.println(READY);
		if (System.in.read() < 0) {
			throw new IllegalStateException("Nobody told to begin");
		}
	}

	private static boolean measure(Contestant contestant, PreparedDataSource dataSource, Path files)
			throws IOException {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		ServerProcessor server = new ServerProcessor();
		long serverBegin = server.nanos();
		long bytes = allocated();
		long processor = threads.getCurrentThreadCpuTime();
		long begin = System.nanoTime();
		try {
			contestant.migrate(dataSource, files);
			long end = System.nanoTime();
			long processorEnd = threads.getCurrentThreadCpuTime();
			System.out.println(RUN + ' ' + (end - begin) + ' ' + (allocated() - bytes) + ' '
					+ (processorEnd - processor) + ' ' + (server.nanos() - serverBegin));
			return true;
		}
		catch (Throwable ex) {
			String why = ex.toString();
			System.out.println(
					FAILED + ' ' + why.substring(0, Math.min(why.length(), LONGEST_REASON)).replaceAll("\\s+", " "));
			return false;
		}
	}

	/**
	 * An application has its logging running by the time at which it migrates.
	 */
	private static void initializeLogging() throws ReflectiveOperationException {
		// Liquibase writes a line for each file otherwise.
		Logger.getLogger("").setLevel(Level.WARNING);
		LoggerFactory.getLogger(MeasuredRuns.class).debug("Measuring");
		try {
			Class.forName("org.apache.commons.logging.LogFactory")
				.getMethod("getLog", Class.class)
				.invoke(null, MeasuredRuns.class);
		}
		catch (ClassNotFoundException ex) {
			// Not on the class path of this contestant.
		}
	}

	private static long processNanos() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private static long allocated() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long sum = 0;
		for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
			sum += Math.max(0, bytes);
		}
		return sum;
	}

}
