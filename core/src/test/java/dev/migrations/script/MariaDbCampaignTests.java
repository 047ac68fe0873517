package dev.migrations.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a directory of foreign scripts through MariaDB's client and compares what the
 * server received with what the splitter makes of them. Given with
 * {@code -Dsplitter.mariadb-scripts=directory}.
 */
@EnabledIfSystemProperty(named = "splitter.mariadb-scripts", matches = ".+")
class MariaDbCampaignTests {

	@TempDir
	static Path directory;

	@Test
	void splitterSendsWhatTheClientSends() throws Exception {
		List<Path> files;
		try (Stream<Path> found = Files.walk(Path.of(System.getProperty("splitter.mariadb-scripts")))) {
			files = found.filter((file) -> file.toString().endsWith(".sql")).sorted().toList();
		}
		List<@Nullable List<String>> received = new ArrayList<>();
		try (LoggingMariaDb database = LoggingMariaDb.start(directory);
				MySqlListener listener = MySqlListener.start()) {
			for (Path file : files) {
				boolean ended = database.runThroughClient(listener.port(), directory, file.getFileName().toString(),
						read(file), "--comments");
				List<String> sent = listener.take();
				received.add(ended ? sent.subList(1, sent.size()) : null);
			}
		}
		int statements = 0;
		List<String> problems = new ArrayList<>();
		for (int i = 0; i < files.size(); i++) {
			List<String> all = received.get(i);
			if (all == null) {
				System.out.println("not compared, the client hangs: " + files.get(i));
				continue;
			}
			List<String> sent = ReceivedStatements.withoutEmpty(Vendor.MARIADB, all);
			statements += sent.size();
			String problem = difference(sent, SplitScript.of(Vendor.MARIADB, read(files.get(i))));
			if (problem != null) {
				problems.add(files.get(i) + ": " + problem);
			}
		}
		System.out
			.println(files.size() + " scripts, " + statements + " statements, " + problems.size() + " scripts differ");
		assertThat(problems).isEmpty();
	}

	private String read(Path file) throws IOException {
		return Files.readString(file).replace("\r", "");
	}

	/**
	 * The first difference. Without DELIMITER the client cuts bodies at their semicolons:
	 * then the parts must add up to the statement.
	 */
	private @Nullable String difference(List<String> sent, SplitScript ours) {
		int next = 0;
		for (String text : ours.texts()) {
			if (next < sent.size() && isUse(sent.get(next)) && isUse(text)) {
				next++;
				continue;
			}
			if (next < sent.size() && ReceivedStatements.same(Vendor.MARIADB, sent.get(next), text)) {
				next++;
				continue;
			}
			String letters = letters(text);
			StringBuilder parts = new StringBuilder();
			int end = next;
			while (end < sent.size() && parts.length() < letters.length()) {
				parts.append(letters(sent.get(end++)));
			}
			if (!parts.toString().equals(letters)) {
				return "\n--- client sent\n" + ((next < sent.size()) ? sent.get(next) : "nothing") + "\n--- splitter\n"
						+ text;
			}
			next = end;
		}
		if (ours.error() != null) {
			return ours.error().getDescription();
		}
		return (next < sent.size()) ? "\n--- client sent\n" + sent.get(next) : null;
	}

	private boolean isUse(String text) {
		return text.regionMatches(true, 0, "use ", 0, 4);
	}

	private String letters(String text) {
		return text.substring(ScriptGaps.skip(Vendor.MARIADB, text, 0)).replaceAll("[\\s;]", "");
	}

}
