package dev.migrations.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the guide publishes is what the ledger holds. The tables as they should be are
 * left in {@code target}.
 */
class LedgerTests {

	private static final Path GUIDE = Path.of("../docs/reliability.md");

	private static final Path EVERY_LINE = Path.of("../docs/reliability-ledger.md");

	private static final Pattern COMPLETE = Pattern.compile("enumerate(?: with (\\d+) halts)?");

	@Test
	void theGuideShowsEveryLine() throws IOException {
		List<String> expected = new ArrayList<>(
				List.of("| date | campaign | tool | database | seed | commit | trials | failures |",
						"|---|---|---|---|---|---|---|---|"));
		for (Line line : lines()) {
			expected.add(String.join(" | ", "| " + line.date(), line.campaign(), line.tool(), line.database(),
					line.seed(), line.commit(), Long.toString(line.trials()), line.failures() + " |"));
		}
		shows(EVERY_LINE, "lines", expected);
	}

	@Test
	void theGuideAddsUpTheKills() throws IOException {
		Map<String, long[]> sums = new LinkedHashMap<>();
		for (Line line : lines()) {
			if (line.campaign().startsWith("kill ")) {
				long[] sum = sums.computeIfAbsent(line.tool() + " | " + line.database(), (key) -> new long[2]);
				sum[0] += line.trials();
				sum[1] += line.failures();
			}
		}
		List<String> expected = new ArrayList<>(
				List.of("| tool | database | kills | followed by something wrong |", "|---|---|---|---|"));
		sums.forEach((who, sum) -> expected.add("| " + who + " | " + sum[0] + " | " + sum[1] + " |"));
		shows(GUIDE, "kills", expected);
	}

	@Test
	void theGuideShowsTheLastTimeThatEveryRoundTripFailed() throws IOException {
		Map<String, String> rows = new TreeMap<>();
		for (Line line : lines()) {
			Matcher complete = COMPLETE.matcher(line.campaign());
			if (complete.matches() && line.tool().equals("Migrations")) {
				String halts = (complete.group(1) != null) ? complete.group(1) : "0";
				rows.put(line.database(), String.join(" | ", "| " + line.database(), Long.toString(line.trials()),
						halts, Long.toString(line.failures()), line.commit(), line.date() + " |"));
			}
		}
		List<String> expected = new ArrayList<>(
				List.of("| database | crash points | processes that really died | failures | commit | date |",
						"|---|---|---|---|---|---|"));
		expected.addAll(rows.values());
		shows(GUIDE, "complete", expected);
	}

	private static void shows(Path guide, String name, List<String> table) throws IOException {
		String text = String.join("\n", table) + "\n";
		Path left = Path.of("target", "ledger-" + name + ".md");
		Files.writeString(left, text);
		assertThat(Files.readString(guide)).as("Copy the table from %s into %s", left, guide).contains("\n" + text);
	}

	private static List<Line> lines() throws IOException {
		return Files.readAllLines(Path.of("ledger.csv")).stream().skip(1).map(Line::of).toList();
	}

	/**
	 * Line of the ledger, in the guide's words.
	 */
	private record Line(String date, String commit, String campaign, String tool, String database, String seed,
			long trials, long failures) {

		static Line of(String text) {
			String[] parts = text.split(",");
			assertThat(parts).as(text).hasSize(10);
			assertThat(parts[1]).as("Only campaigns of a committed state count: " + text).matches("[0-9a-f]{7,}");
			String tool = parts[3].substring(0, 1).toUpperCase(java.util.Locale.ROOT) + parts[3].substring(1);
			return new Line(parts[0], parts[1], parts[2], tool, parts[4].replaceAll("-MariaDB| \\(.*\\)", ""), parts[5],
					Long.parseLong(parts[6]), Long.parseLong(parts[7]));
		}

	}

}
