package dev.migrations.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.StatementKind;
import dev.migrations.script.CorpusScript.ExpectedStatement;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs the corpus through psql and through the driver, and takes the server's word for
 * what it received.
 */
class PostgresDifferentialTests {

	/**
	 * Where psql does not send what the server would understand, and we do. It counts the
	 * words BEGIN, CASE and END of a function also where they are the names of columns;
	 * and as it reads line by line, it does not see that a string of the escaping kind
	 * goes on in the next line.
	 */
	private static final Set<String> PSQL_IS_WRONG = Set.of("begin-atomic-with-column-called-end",
			"begin-atomic-with-alias-end", "begin-atomic-with-case-called-by-qualified-name",
			"escape-string-continued-on-the-next-line", "escape-string-continued-after-a-comment");

	/**
	 * Where the driver takes a string of the escaping kind that goes on in the next line
	 * for two strings, and so its end for the end of a statement.
	 */
	private static final Set<String> DRIVER_IS_WRONG = Set.of("escape-string-continued-on-the-next-line",
			"escape-string-continued-after-a-comment");

	private static final String DRIVER = "driver:";

	@TempDir
	static Path directory;

	private static LoggingPostgres postgres;

	private static Map<String, List<String>> received;

	private static List<CorpusScript> scripts;

	@BeforeAll
	static void start() throws Exception {
		directory.toFile().setWritable(true, false);
		postgres = LoggingPostgres.start(directory);
		scripts = CorpusScript.of(Vendor.POSTGRESQL).stream().filter((script) -> script.error() == null).toList();
		boolean installed = isPsqlInstalled();
		if (!installed) {
			System.err.println("SKIPPED: psql is not installed, the corpus was not compared with what it sends");
		}
		for (CorpusScript script : scripts) {
			postgres.reset();
			if (installed) {
				runThroughPsql(script);
			}
			runThroughDriver(script);
		}
		received = postgres.received();
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
		received = Map.of();
		scripts = List.of();
	}

	@BeforeEach
	void psqlIsInstalled(TestInfo test) throws InterruptedException {
		assumeTrue(test.getDisplayName().startsWith("driver") || isPsqlInstalled(), "psql is not installed");
	}

	@Test
	void corpusExpectsWhatPsqlSends() {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : scripts) {
			List<String> expected = script.statements().stream().map((statement) -> statement.text()).toList();
			boolean same = ReceivedStatements.same(Vendor.POSTGRESQL, sentByPsql(script), expected);
			if (PSQL_IS_WRONG.contains(script.name())) {
				softly.assertThat(same).as(script + " is right in psql").isFalse();
			}
			else if (!same) {
				softly.assertThat(sentByPsql(script)).as(script.toString()).isEqualTo(expected);
			}
		}
		softly.assertAll();
	}

	@Test
	void splitterSendsWhatPsqlSends() {
		assertThat(scripts).hasSizeGreaterThan(100);
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : scripts) {
			List<String> ours = SplitScript.of(Vendor.POSTGRESQL, script.text()).texts();
			if (!PSQL_IS_WRONG.contains(script.name())
					&& !ReceivedStatements.same(Vendor.POSTGRESQL, sentByPsql(script), ours)) {
				softly.assertThat(sentByPsql(script)).as(script.toString()).isEqualTo(ours);
			}
		}
		softly.assertAll();
	}

	@Test
	void driverSendsEachStatementAloneAndWhole() {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : scripts) {
			List<String> expected = forTheDriver(script).stream().map(ExpectedStatement::text).toList();
			List<String> sent = ReceivedStatements.withoutEmpty(Vendor.POSTGRESQL,
					received.getOrDefault(DRIVER + script.name(), List.of()));
			boolean same = ReceivedStatements.same(Vendor.POSTGRESQL, sent, expected);
			if (DRIVER_IS_WRONG.contains(script.name())) {
				softly.assertThat(same).as(script + " is right in the driver").isFalse();
			}
			else if (!same) {
				softly.assertThat(sent).as(script.toString()).isEqualTo(expected);
			}
		}
		softly.assertAll();
	}

	private List<String> sentByPsql(CorpusScript script) {
		return ReceivedStatements.withoutEmpty(Vendor.POSTGRESQL, received.getOrDefault(script.name(), List.of()));
	}

	private static boolean isPsqlInstalled() throws InterruptedException {
		try {
			return psql("--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void runThroughPsql(CorpusScript script) throws IOException, InterruptedException {
		Path file = Files.writeString(directory.resolve("script.sql"), script.text());
		ProcessBuilder psql = psql("-X", "-h", "localhost", "-p", String.valueOf(postgres.port()), "-U", "postgres",
				"-d", "postgres", "-f", file.toString());
		psql.environment().put("PGAPPNAME", script.name());
		psql.environment().put("PGCLIENTENCODING", "UTF8");
		Process process = psql.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(script.toString()).isTrue();
	}

	private static void runThroughDriver(CorpusScript script) throws SQLException {
		try (Connection connection = postgres.connect(DRIVER + script.name(), "extended");
				Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (ExpectedStatement expected : forTheDriver(script)) {
				try {
					statement.execute(expected.text());
				}
				catch (SQLException ex) {
					// The corpus is about where statements end, not about what they need.
				}
			}
		}
	}

	private static List<ExpectedStatement> forTheDriver(CorpusScript script) {
		return script.statements().stream().filter((expected) -> expected.kind() != StatementKind.COPY).toList();
	}

	private static ProcessBuilder psql(String... arguments) {
		List<String> command = new ArrayList<>(List.of("psql"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
	}

}
