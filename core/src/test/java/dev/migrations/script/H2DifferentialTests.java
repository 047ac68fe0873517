package dev.migrations.script;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.CorpusScript.ExpectedStatement;
import org.assertj.core.api.SoftAssertions;
import org.h2.util.ScriptReader;
import org.junit.jupiter.api.Test;

/**
 * Compares the corpus and the splitter with H2's own reader of scripts.
 */
class H2DifferentialTests {

	private static final int SYNTAX_ERROR = 42000;

	private static final int SYNTAX_ERROR_EXPECTED = 42001;

	/** The reader knows no identifiers in backticks, the database does. */
	private static final Set<String> READER_IS_WRONG = Set.of("identifiers-in-backticks");

	private final List<CorpusScript> scripts = CorpusScript.of(Vendor.H2)
		.stream()
		.filter((script) -> script.error() == null)
		.toList();

	@Test
	void corpusExpectsWhatTheScriptReaderReads() {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : this.scripts) {
			check(softly, script, script.statements().stream().map(ExpectedStatement::text).toList());
		}
		softly.assertAll();
	}

	@Test
	void splitterSendsWhatTheScriptReaderReads() {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : this.scripts) {
			check(softly, script, SplitScript.of(Vendor.H2, script.text()).texts());
		}
		softly.assertAll();
	}

	@Test
	void databaseCanParseEachStatement() throws SQLException {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : this.scripts) {
			try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
					Statement statement = connection.createStatement()) {
				script.requireReadable(statement, softly, SYNTAX_ERROR, SYNTAX_ERROR_EXPECTED);
			}
		}
		softly.assertAll();
	}

	private void check(SoftAssertions softly, CorpusScript script, List<String> ours) {
		List<String> read = ReceivedStatements.withoutEmpty(Vendor.H2, readByH2(script.text()));
		boolean same = ReceivedStatements.same(Vendor.H2, read, ours);
		if (READER_IS_WRONG.contains(script.name())) {
			softly.assertThat(same).as(script + " is right in the reader").isFalse();
		}
		else if (!same) {
			softly.assertThat(read).as(script.toString()).isEqualTo(ours);
		}
	}

	private List<String> readByH2(String text) {
		List<String> statements = new ArrayList<>();
		ScriptReader reader = new ScriptReader(new StringReader(text));
		for (String statement = reader.readStatement(); statement != null; statement = reader.readStatement()) {
			statements.add(statement);
		}
		return statements;
	}

}
