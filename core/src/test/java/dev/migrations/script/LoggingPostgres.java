package dev.migrations.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;

/**
 * PostgreSQL that logs every statement as it receives it, by application name.
 */
final class LoggingPostgres implements AutoCloseable {

	private static final String MARK = "#@#";

	private final EmbeddedPostgres postgres;

	private final Path log;

	private LoggingPostgres(EmbeddedPostgres postgres, Path log) {
		this.postgres = postgres;
		this.log = log;
	}

	static LoggingPostgres start(Path directory) throws IOException {
		EmbeddedPostgres postgres = EmbeddedPostgres.builder()
			.setServerConfig("logging_collector", "on")
			.setServerConfig("log_destination", "stderr")
			.setServerConfig("log_directory", "'" + directory + "'")
			.setServerConfig("log_filename", "server.log")
			.setServerConfig("log_statement", "all")
			.setServerConfig("log_error_verbosity", "terse")
			.setServerConfig("log_line_prefix", "'" + MARK + "%a" + MARK + "'")
			.setServerConfig("fsync", "off")
			.start();
		return new LoggingPostgres(postgres, directory.resolve("server.log"));
	}

	int port() {
		return this.postgres.getPort();
	}

	Connection connect(String applicationName, String queryMode) throws SQLException {
		return DriverManager.getConnection(this.postgres.getJdbcUrl("postgres", "postgres") + "&ApplicationName="
				+ applicationName + "&assumeMinServerVersion=16&preferQueryMode=" + queryMode);
	}

	/**
	 * Makes the default schema as if nothing had been run, with the tables that COPY
	 * needs: without them psql would take the data for statements.
	 * @throws SQLException if that fails
	 */
	void reset() throws SQLException {
		try (Connection connection = connect("reset", "simple"); Statement statement = connection.createStatement()) {
			statement.execute("""
					drop schema if exists app, postgres cascade;
					drop schema public cascade;
					create schema public;
					create table t (a text, b text);
					create table a (a text);
					create table b (a text);
					create table "t;x" (a text, b text);
					create table notes (id text, body text);
					create table accounts (id text, body text);
					""");
		}
	}

	/**
	 * The statements that the server received so far.
	 * @return the statements in order, by application name
	 * @throws Exception if the log cannot be read
	 */
	Map<String, List<String>> received() throws Exception {
		String sentinel = "select 'read up to here: " + System.nanoTime() + "'";
		try (Connection connection = connect("sentinel", "simple");
				Statement statement = connection.createStatement()) {
			statement.execute(sentinel);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> Files.readString(this.log), (content) -> content.contains(sentinel));
		return parse(Files.readString(this.log));
	}

	private static Map<String, List<String>> parse(String log) {
		Map<String, List<String>> received = new LinkedHashMap<>();
		Map<String, String> pending = new LinkedHashMap<>();
		for (String record : log.split("(?m)^" + MARK)) {
			int mark = record.indexOf(MARK);
			if (mark < 0) {
				continue;
			}
			String application = record.substring(0, mark);
			String message = record.substring(mark + MARK.length(), record.length() - 1).replace("\n\t", "\n");
			if (message.startsWith("LOG:  statement: ") || message.startsWith("LOG:  execute ")) {
				String text = message.substring(message.indexOf(": ", 6) + 2);
				received.computeIfAbsent(application, (key) -> new ArrayList<>()).add(text);
				pending.put(application, text);
			}
			else if (message.startsWith("STATEMENT:  ")) {
				String text = message.substring("STATEMENT:  ".length());
				// One that was logged before it failed is the same; one with a syntax
				// error is named here only.
				if (!text.equals(pending.remove(application))) {
					received.computeIfAbsent(application, (key) -> new ArrayList<>()).add(text);
				}
			}
		}
		return received;
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

}
