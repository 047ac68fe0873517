package dev.migrations.script;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.CorpusScript.ExpectedStatement;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the corpus through MariaDB's own client, and takes the general log's word for what
 * the client sent.
 */
class MariaDbDifferentialTests {

	private static final int SYNTAX_ERROR = 1064;

	private static final int EMPTY_QUERY = 1065;

	/**
	 * The client looks for the command after a comment only if it drops comments.
	 */
	private static final Set<String> WITHOUT_COMMENTS = Set.of("delimiter-after-a-comment");

	/**
	 * Where the client sends something else, and we send what is written. USE is a
	 * command of the protocol for it, and what it takes out of the head of a dump is for
	 * itself alone.
	 */
	private static final Set<String> CLIENT_DIFFERS = Set.of("use-of-a-database", "output-of-mariadb-dump",
			"executable-comment-of-mariadb");

	@TempDir
	static Path directory;

	private static LoggingMariaDb database;

	private static List<CorpusScript> scripts;

	private static Map<String, List<String>> received;

	@BeforeAll
	static void start() throws Exception {
		database = LoggingMariaDb.start(directory);
		scripts = CorpusScript.of(Vendor.MARIADB).stream().filter((script) -> script.error() == null).toList();
		for (CorpusScript script : scripts) {
			database.reset();
			database.runThroughClient(directory, script.name(), script.text(),
					WITHOUT_COMMENTS.contains(script.name()) ? "--skip-comments" : "--comments");
		}
		received = database.received();
	}

	@AfterAll
	static void stop() throws Exception {
		database.close();
		scripts = List.of();
		received = Map.of();
	}

	@Test
	void corpusExpectsWhatTheClientSends() {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : scripts) {
			check(softly, script, script.statements().stream().map(ExpectedStatement::text).toList());
		}
		softly.assertAll();
	}

	@Test
	void splitterSendsWhatTheClientSends() {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : scripts) {
			check(softly, script, SplitScript.of(Vendor.MARIADB, script.text()).texts());
		}
		softly.assertAll();
	}

	private void check(SoftAssertions softly, CorpusScript script, List<String> ours) {
		List<String> sent = ReceivedStatements.withoutEmpty(Vendor.MARIADB,
				received.getOrDefault(script.name(), List.of()));
		boolean same = ReceivedStatements.same(Vendor.MARIADB, sent, ours);
		if (CLIENT_DIFFERS.contains(script.name())) {
			softly.assertThat(same).as(script + " is the same in the client").isFalse();
		}
		else if (!same && !cutByTheClient(sent, ours)) {
			softly.assertThat(sent).as(script.toString()).isEqualTo(ours);
		}
	}

	/**
	 * Without DELIMITER the client cuts bodies at their semicolons. We do not; nothing
	 * else may differ then.
	 */
	private boolean cutByTheClient(List<String> sent, List<String> ours) {
		return sent.size() > ours.size() && letters(sent).equals(letters(ours));
	}

	private String letters(List<String> statements) {
		return String.join("", statements).replaceAll("[\\s;]", "");
	}

	@Test
	void serverTakesEachStatementForOne() throws SQLException {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : scripts) {
			database.reset();
			try (Connection connection = database.connect("app"); Statement statement = connection.createStatement()) {
				script.requireReadable(statement, softly, SYNTAX_ERROR, EMPTY_QUERY);
			}
		}
		softly.assertAll();
	}

}
