package dev.migrations.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.CorpusScript.ExpectedStatement;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Compares the splitter with SQLite itself: with the part of a text that it prepares at a
 * time, with what a whole script leaves behind, and with what its shell runs.
 */
class SqliteDifferentialTests {

	private final List<CorpusScript> scripts = CorpusScript.of(Vendor.SQLITE)
		.stream()
		.filter((script) -> script.error() == null)
		.toList();

	@TempDir
	Path directory;

	@Test
	void databaseTakesEachStatementForOne() throws SQLException {
		SoftAssertions softly = new SoftAssertions();
		for (CorpusScript script : this.scripts) {
			try (Connection connection = open(); Statement statement = connection.createStatement()) {
				for (ExpectedStatement expected : script.statements()) {
					softly.assertThat(failure(statement, expected.text()))
						.as(script + " <" + expected.text() + ">")
						.doesNotContain("syntax error")
						.doesNotContain("incomplete input")
						.doesNotContain("unrecognized token");
				}
			}
		}
		softly.assertAll();
	}

	@Test
	void statementsOneByOneLeaveWhatTheWholeScriptLeaves() throws SQLException {
		SoftAssertions softly = new SoftAssertions();
		int compared = 0;
		for (CorpusScript script : this.scripts) {
			List<String> whole = runWhole(script.text());
			if (whole != null) {
				List<String> oneByOne = runOneByOne(SplitScript.of(Vendor.SQLITE, script.text()).texts());
				softly.assertThat(oneByOne).as(script.toString()).isEqualTo(whole);
				compared++;
			}
		}
		softly.assertAll();
		assertThat(compared).as("scripts that need nothing else").isGreaterThan(30);
	}

	@Test
	void shellRunsWhatTheCorpusExpects() throws Exception {
		boolean installed = isShellInstalled();
		if (!installed) {
			System.err.println("SKIPPED: sqlite3 is not installed, the corpus was not compared with what it runs");
		}
		assumeTrue(installed, "sqlite3 is not installed");
		SoftAssertions softly = new SoftAssertions();
		int traced = 0;
		for (CorpusScript script : this.scripts) {
			String trace = traceOfShell(script);
			int position = ScriptGaps.skip(Vendor.SQLITE, trace, 0);
			for (ExpectedStatement expected : script.statements()) {
				// What fails, because the case needs a table that is not there, leaves no
				// trace.
				int end = position + expected.text().length();
				if (trace.startsWith(expected.text(), position) && ScriptGaps.skip(Vendor.SQLITE, trace, end) > end) {
					position = ScriptGaps.skip(Vendor.SQLITE, trace, end);
					traced++;
				}
			}
			softly.assertThat(trace.substring(position)).as(script.toString()).isEmpty();
		}
		softly.assertAll();
		assertThat(traced).as("statements that the shell ran").isGreaterThan(100);
	}

	private Connection open() throws SQLException {
		Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
		try (Statement statement = connection.createStatement()) {
			for (String table : List.of("t", "u", "log", "notes", "s")) {
				statement.execute("create table \"" + table + "\" (id integer primary key, a, b, c)");
			}
		}
		return connection;
	}

	private String failure(Statement statement, String text) {
		try {
			statement.execute(text);
			return "";
		}
		catch (SQLException ex) {
			return ex.getMessage();
		}
	}

	/** The driver hands the text of an update over as a whole. */
	private List<String> runWhole(String text) throws SQLException {
		try (Connection connection = open(); Statement statement = connection.createStatement()) {
			try {
				statement.executeUpdate(text);
			}
			catch (SQLException ex) {
				return null;
			}
			return contents(connection);
		}
	}

	/** Of a text that is executed the driver runs the first statement only. */
	private List<String> runOneByOne(List<String> statements) throws SQLException {
		try (Connection connection = open(); Statement statement = connection.createStatement()) {
			for (String text : statements) {
				statement.execute(text);
			}
			return contents(connection);
		}
	}

	private List<String> contents(Connection connection) throws SQLException {
		List<String> contents = query(connection, "select type || ' ' || name || ' ' || sql from sqlite_schema");
		contents.addAll(query(connection, "pragma user_version"));
		List<String> tables = query(connection, "select name from sqlite_schema where type = 'table'");
		for (String table : tables) {
			contents.add(table + " " + count(connection, table));
		}
		return contents;
	}

	private String count(Connection connection, String table) {
		try {
			return query(connection, "select count(*) from \"" + table.replace("\"", "\"\"") + "\"").toString();
		}
		catch (SQLException ex) {
			return ex.getMessage();
		}
	}

	private List<String> query(Connection connection, String query) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
			while (result.next()) {
				rows.add(result.getString(1));
			}
		}
		return rows;
	}

	private boolean isShellInstalled() throws InterruptedException {
		try {
			return new ProcessBuilder("sqlite3", "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private String traceOfShell(CorpusScript script) throws IOException, InterruptedException {
		Path trace = this.directory.resolve("trace");
		Files.deleteIfExists(trace);
		Path file = Files.writeString(this.directory.resolve("script.sql"), script.text(), StandardCharsets.UTF_8);
		Process process = new ProcessBuilder("sqlite3", "-batch", "-cmd",
				"create table t(id integer primary key, a, b, c)", "-cmd", ".trace " + trace + " --plain", ":memory:")
			.redirectInput(file.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(script.toString()).isTrue();
		return Files.exists(trace) ? Files.readString(trace) : "";
	}

}
