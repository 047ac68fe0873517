package dev.migrations.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The file in which campaigns add up. Only campaigns that have run write a line, and they
 * write it themselves.
 *
 * @param file the file
 */
record Ledger(Path file) {

	private static final String HEAD = "date,commit,campaign,tool,database,seed,trials,failures,seconds,machine";

	void append(String campaign, String tool, String database, String seed, long trials, long failures, long seconds)
			throws IOException {
		if (!Files.exists(this.file)) {
			Files.writeString(this.file, HEAD + "\n");
		}
		String line = String.join(",",
				List.of(LocalDate.now(ZoneOffset.UTC).toString(), commit(), campaign, tool, database.replace(',', ' '),
						seed, Long.toString(trials), Long.toString(failures), Long.toString(seconds), machine()));
		Files.writeString(this.file, line + "\n", StandardOpenOption.APPEND);
		System.out.println(line);
	}

	private static String commit() {
		String given = System.getProperty("campaign.commit", "");
		if (!given.isEmpty()) {
			return given;
		}
		try {
			Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").redirectErrorStream(true)
				.start();
			String answer = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
				.strip();
			return (git.waitFor() == 0) ? answer : "unknown";
		}
		catch (IOException ex) {
			return "unknown";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "unknown";
		}
	}

	private static String machine() {
		return Runtime.getRuntime().availableProcessors() + " cores " + System.getProperty("os.name") + " "
				+ System.getProperty("os.arch") + " JDK " + Runtime.version().feature();
	}

}
