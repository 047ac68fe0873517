package dev.migrations.benchmarks.measured;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * As {@link RawLimit} and {@link PipelinedLimit}, with the rows that somebody has to
 * write who wants to know after a crash which statements are in force, where DDL commits
 * by itself. They are the rows that this project writes, with the same columns, in the
 * same order and with the same commits: the script is begun; each of its statements that
 * commit is announced, with whether what it creates is there, which says that the one
 * before took effect; what changes data is preceded by recording that as done; in the end
 * the script is completed and its steps are forgotten. On MariaDB all that belongs to a
 * script is one trip. On H2 each of these statements is prepared once.
 */
final class JournaledLimit implements Contestant {

	private static final String HISTORY = """
			CREATE TABLE limit_history (migration_key VARCHAR(500) NOT NULL PRIMARY KEY, type VARCHAR(20) NOT NULL,
				version VARCHAR(500), spelling VARCHAR(500), description VARCHAR(2000), script VARCHAR(2000),
				checksum VARCHAR(200), statement_checksum VARCHAR(200), size_bytes BIGINT, crc32 BIGINT,
				state VARCHAR(20) NOT NULL, applied_order BIGINT NOT NULL, run_id VARCHAR(500),
				applied_by VARCHAR(300), applied_at TIMESTAMP(6) NULL, execution_ms BIGINT, failed_statement BIGINT,
				tool_version VARCHAR(500), instance VARCHAR(300), application VARCHAR(300),
				application_version VARCHAR(300))""";

	private static final String STEPS = """
			CREATE TABLE limit_step (migration_key VARCHAR(500) NOT NULL, direction VARCHAR(10) NOT NULL,
				number BIGINT NOT NULL, statement_hash VARCHAR(100) NOT NULL, prefix_hash VARCHAR(100) NOT NULL,
				kind VARCHAR(30) NOT NULL, state VARCHAR(20) NOT NULL, fingerprint VARCHAR(4000),
				started_at TIMESTAMP(6) NULL, finished_at TIMESTAMP(6) NULL,
				PRIMARY KEY (migration_key, direction, number))""";

	private static final String BEGUN = """
			INSERT INTO limit_history (migration_key, type, version, spelling, description, script, checksum,
				size_bytes, crc32, run_id, tool_version, instance, applied_order, applied_by, applied_at, state)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CURRENT_USER, CURRENT_TIMESTAMP, 'RUNNING')""";

	private static final String ANNOUNCED = """
			INSERT INTO limit_step (migration_key, direction, number, statement_hash, prefix_hash, kind, state,
				fingerprint, started_at)
			VALUES (?, 'UP', ?, ?, ?, 'DDL', 'INTENT', CONCAT(?, %s), CURRENT_TIMESTAMP)""";

	private static final String DONE = """
			UPDATE limit_step SET state = 'DONE', finished_at = CURRENT_TIMESTAMP
			WHERE migration_key = ? AND direction = 'UP' AND number = ?""";

	private static final String FORGOTTEN = "DELETE FROM limit_step WHERE migration_key = ? AND direction = 'UP'";

	private static final String COMPLETED = """
			UPDATE limit_history SET state = 'APPLIED', statement_checksum = ?, execution_ms = ?,
				applied_at = CURRENT_TIMESTAMP
			WHERE migration_key = ? AND state = 'RUNNING'""";

	private static final Step BEGIN = Step.of("BEGIN");

	private static final Step COMMIT = Step.of("COMMIT");

	private final String run = UUID.randomUUID().toString();

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Script> scripts = Script.read(files);
		try (Connection connection = dataSource.getConnection()) {
			migrate(connection, scripts);
		}
	}

	void migrate(Connection connection, List<Script> scripts) throws Exception {
		try (Statement statement = connection.createStatement()) {
			boolean together = connection.getMetaData().getDatabaseProductName().equals("MariaDB");
			statement.execute(HISTORY);
			statement.execute(STEPS);
			Map<String, PreparedStatement> prepared = new HashMap<>();
			int order = 0;
			for (Script script : scripts) {
				List<Step> steps = steps(script, ++order, together);
				if (together) {
					statement.execute(String.join(";\n", steps.stream().map(Step::inline).toList()));
				}
				else {
					execute(connection, statement, prepared, steps);
				}
			}
			for (PreparedStatement each : prepared.values()) {
				each.close();
			}
		}
	}

	private static void execute(Connection connection, Statement statement, Map<String, PreparedStatement> prepared,
			List<Step> steps) throws SQLException {
		for (Step step : steps) {
			if (step == BEGIN) {
				connection.setAutoCommit(false);
			}
			else if (step == COMMIT) {
				connection.commit();
				connection.setAutoCommit(true);
			}
			else if (step.values().isEmpty()) {
				statement.execute(step.sql());
			}
			else {
				PreparedStatement own = prepared.get(step.sql());
				if (own == null) {
					own = connection.prepareStatement(step.sql());
					prepared.put(step.sql(), own);
				}
				for (int i = 0; i < step.values().size(); i++) {
					own.setObject(i + 1, step.values().get(i));
				}
				own.executeUpdate();
			}
		}
	}

	/**
	 * What is executed for a script, in its order.
	 */
	private List<Step> steps(Script script, int order, boolean mariadb) throws Exception {
		List<Step> steps = new ArrayList<>();
		String key = "V:" + order;
		if (mariadb) {
			steps.add(BEGIN);
		}
		steps.add(new Step(BEGUN,
				List.of(key, "VERSIONED", Integer.toString(order), script.name().substring(1, 6), "table",
						script.name(), "v1:sha256:" + script.checksum(), script.size(), script.crc32(), this.run,
						"development", "host pid 1", order)));
		String prefix = "";
		int number = 0;
		boolean open = mariadb;
		boolean announced = false;
		for (String sql : script.statements()) {
			number++;
			String hash = sha256(sql);
			prefix = sha256(prefix + hash);
			if (sql.startsWith("CREATE")) {
				steps.add(announced(key, number, List.of(hash, prefix), sql.trim().split("\\s+"), mariadb));
				if (open) {
					steps.add(COMMIT);
				}
				open = false;
				announced = true;
			}
			else {
				if (announced) {
					steps.add(new Step(DONE, List.of(key, number - 1)));
				}
				if (!open) {
					steps.add(BEGIN);
				}
				open = true;
				announced = false;
			}
			steps.add(Step.of(sql));
		}
		if (!open) {
			steps.add(BEGIN);
		}
		steps.add(new Step(FORGOTTEN, List.of(key)));
		steps.add(new Step(COMPLETED, List.of("s1:sha256:" + prefix, 1, key)));
		steps.add(COMMIT);
		return steps;
	}

	/**
	 * The announcement of a statement, with whether there is what it creates.
	 */
	private static Step announced(String key, int number, List<String> hashes, String[] words, boolean mariadb) {
		boolean index = words[1].equals("INDEX");
		List<Object> values = new ArrayList<>(
				List.of(key, number, hashes.get(0), hashes.get(1), words[1] + " name `" + words[2] + "`="));
		if (mariadb) {
			return new Step(ANNOUNCED
				.formatted("(SELECT COUNT(*) FROM information_schema." + (index ? "statistics" : "tables")
						+ " WHERE table_schema = DATABASE() AND table_name = '" + (index ? words[4] : words[2]) + "')"),
					values);
		}
		values.add(words[1]);
		values.add(words[2]);
		return new Step(
				ANNOUNCED.formatted("CASE WHEN DB_OBJECT_ID(?, 'PUBLIC', UPPER(?)) IS NULL THEN '0' ELSE '1' END"),
				values);
	}

	private static String sha256(String text) throws Exception {
		return HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Statement that is executed.
	 *
	 * @param sql its text, with a question mark for each value
	 * @param values the values
	 */
	private record Step(String sql, List<Object> values) {

		static Step of(String sql) {
			return new Step(sql, List.of());
		}

		/**
		 * The text with the values in it.
		 */
		String inline() {
			StringBuilder text = new StringBuilder();
			int next = 0;
			for (char c : this.sql.toCharArray()) {
				if (c == '?' && next < this.values.size()) {
					Object value = this.values.get(next++);
					text.append((value instanceof String) ? "'" + value + "'" : value.toString());
				}
				else {
					text.append(c);
				}
			}
			return text.toString();
		}

	}

}
