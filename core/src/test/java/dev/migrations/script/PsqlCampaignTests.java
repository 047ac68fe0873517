package dev.migrations.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.StatementKind;
import dev.migrations.script.SplitScript.Piece;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a directory of foreign scripts, such as PostgreSQL's own regression suite, through
 * psql and compares what the server received with what the splitter makes of them. Given
 * with {@code -Dsplitter.psql-scripts=directory}; psql's own commands are taken out
 * first.
 */
@EnabledIfSystemProperty(named = "splitter.psql-scripts", matches = ".+")
class PsqlCampaignTests {

	@TempDir
	static Path directory;

	@Test
	void splitterSendsWhatPsqlSends() throws Exception {
		directory.toFile().setWritable(true, false);
		List<Path> files;
		try (Stream<Path> found = Files.walk(Path.of(System.getProperty("splitter.psql-scripts")))) {
			files = found.filter((file) -> file.toString().endsWith(".sql")).sorted().toList();
		}
		List<String> texts = new ArrayList<>();
		Map<String, List<String>> received;
		try (LoggingPostgres postgres = LoggingPostgres.start(directory)) {
			for (int i = 0; i < files.size(); i++) {
				texts.add(withoutCommands(files.get(i)));
				run(postgres, "script-" + i, texts.get(i));
			}
			received = postgres.received();
		}
		int statements = 0;
		List<String> problems = new ArrayList<>();
		for (int i = 0; i < files.size(); i++) {
			List<String> sent = ReceivedStatements.withoutEmpty(Vendor.POSTGRESQL,
					received.getOrDefault("script-" + i, List.of()));
			SplitScript ours = SplitScript.of(Vendor.POSTGRESQL, texts.get(i));
			statements += sent.size();
			String problem = difference(sent, ours);
			if (problem != null) {
				problems.add(files.get(i) + ": " + problem);
			}
		}
		System.out
			.println(files.size() + " scripts, " + statements + " statements, " + problems.size() + " scripts differ");
		assertThat(problems).isEmpty();
	}

	/**
	 * The first difference. Where the server refuses a COPY, psql takes its data for
	 * statements: these are skipped.
	 */
	private @Nullable String difference(List<String> sent, SplitScript ours) {
		int next = 0;
		boolean copied = false;
		for (Piece piece : ours.pieces()) {
			String text = piece.statement().text();
			int found = next;
			while (copied && found < sent.size()
					&& !ReceivedStatements.same(Vendor.POSTGRESQL, sent.get(found), text)) {
				found++;
			}
			if (found >= sent.size() || !ReceivedStatements.same(Vendor.POSTGRESQL, sent.get(found), text)) {
				return "\n--- psql sent\n" + ((next < sent.size()) ? sent.get(next) : "nothing") + "\n--- splitter\n"
						+ text;
			}
			next = found + 1;
			copied = piece.statement().kind() == StatementKind.COPY;
		}
		if (ours.error() != null) {
			return ours.error().getDescription();
		}
		return (next < sent.size() && !copied) ? "\n--- psql sent\n" + sent.get(next) : null;
	}

	private String withoutCommands(Path file) throws IOException {
		StringBuilder script = new StringBuilder();
		for (String line : Files.readString(file).replace("\r", "").split("\n")) {
			boolean command = line.matches("\\s*\\\\[a-zA-Z!?;].*");
			String rest = line.replaceAll("\\\\(gset|gexec|gx|gdesc|g|crosstabview|bind)\\b.*$", ";");
			script.append(command ? "" : rest).append('\n');
		}
		return script.toString();
	}

	private void run(LoggingPostgres postgres, String name, String text) throws IOException, InterruptedException {
		Path file = Files.writeString(directory.resolve("script.sql"), text);
		ProcessBuilder psql = new ProcessBuilder("psql", "-X", "-h", "localhost", "-p", String.valueOf(postgres.port()),
				"-U", "postgres", "-d", "postgres", "-f", file.toString());
		psql.environment().put("PGAPPNAME", name);
		psql.environment().put("PGCLIENTENCODING", "UTF8");
		psql.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
	}

}
