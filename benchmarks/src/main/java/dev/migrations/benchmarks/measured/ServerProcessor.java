package dev.migrations.benchmarks.measured;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long a server on this machine has had a processor: its process, those it has
 * started, and those of them that have ended. Other programs on the machine influence it
 * less than the clock.
 */
final class ServerProcessor {

	/**
	 * System property with the number of the server's process.
	 */
	static final String PROCESS = "migrations.server-process";

	/** A tick of the kernel's clock, whatever its own one is. */
	private static final long NANOS_OF_TICK = 10_000_000;

	private static final int PARENT = 1;

	private static final int USER = 11;

	private static final int SYSTEM = 12;

	private static final int USER_OF_ENDED = 13;

	private static final int SYSTEM_OF_ENDED = 14;

	private final String process;

	ServerProcessor() {
		this.process = System.getProperty(PROCESS, "");
	}

	/**
	 * How long so far.
	 * @return nanoseconds; 0 where there is no server, or the system does not tell
	 */
	long nanos() throws IOException {
		Path processes = Path.of("/proc");
		if (this.process.isEmpty() || !Files.exists(processes.resolve(this.process))) {
			return 0;
		}
		long ticks = 0;
		try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
			for (Path one : all) {
				List<String> fields = fields(one);
				if (one.getFileName().toString().equals(this.process)) {
					ticks += sum(fields, USER, SYSTEM, USER_OF_ENDED, SYSTEM_OF_ENDED);
				}
				else if (!fields.isEmpty() && fields.get(PARENT).equals(this.process)) {
					ticks += sum(fields, USER, SYSTEM);
				}
			}
		}
		return ticks * NANOS_OF_TICK;
	}

	/**
	 * What the system tells of a process, behind its name; nothing if it has ended.
	 */
	private static List<String> fields(Path process) {
		try {
			String line = Files.readString(process.resolve("stat"));
			return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static long sum(List<String> fields, int... indexes) {
		long sum = 0;
		for (int index : indexes) {
			sum += fields.isEmpty() ? 0 : Long.parseLong(fields.get(index));
		}
		return sum;
	}

}
