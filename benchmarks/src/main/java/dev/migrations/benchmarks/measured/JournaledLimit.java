package dev.migrations.benchmarks.measured;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.sql.DataSource;

/**
 * As {@link RawLimit} and {@link PipelinedLimit}, with the rows that somebody has to
 * write who wants to know after a crash which statements are in force, where DDL commits
 * by itself: the script is begun, each of its statements that commit is announced, with
 * whether what it creates is there, and recorded as done; in the end the script is
 * completed and its steps are forgotten. On MariaDB all that belongs to a script is one
 * trip.
 */
final class JournaledLimit implements Contestant {

	private static final String STEPS = """
			CREATE TABLE limit_step (script VARCHAR(300), number BIGINT, statement_hash VARCHAR(100),
				prefix_hash VARCHAR(100), state VARCHAR(20), fingerprint VARCHAR(4000), started_at TIMESTAMP,
				finished_at TIMESTAMP, PRIMARY KEY (script, number))""";

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Script> scripts = Script.read(files);
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			boolean together = connection.getMetaData().getDatabaseProductName().equals("MariaDB");
			LimitHistory.create(connection);
			statement.execute("ALTER TABLE limit_history ADD COLUMN state VARCHAR(20)");
			statement.execute(STEPS);
			for (Script script : scripts) {
				List<String> steps = steps(script, together);
				if (together) {
					statement.execute(String.join(";\n", steps));
				}
				else {
					execute(connection, statement, steps);
				}
			}
		}
	}

	private static void execute(Connection connection, Statement statement, List<String> steps) throws SQLException {
		for (String step : steps) {
			switch (step) {
				case "BEGIN" -> connection.setAutoCommit(false);
				case "COMMIT" -> {
					connection.commit();
					connection.setAutoCommit(true);
				}
				default -> statement.execute(step);
			}
		}
	}

	/**
	 * What is executed for a script, in its order.
	 */
	private static List<String> steps(Script script, boolean mariadb) throws Exception {
		List<String> steps = new ArrayList<>();
		String of = " WHERE script = '" + script.name() + "'";
		steps.add("BEGIN");
		steps.add("INSERT INTO limit_history (script, checksum, size_bytes, crc32, applied_at, state) VALUES ('"
				+ script.name() + "', '" + script.checksum() + "', " + script.size() + ", " + script.crc32()
				+ ", CURRENT_TIMESTAMP, 'RUNNING')");
		String prefix = "";
		int number = 0;
		boolean open = true;
		for (String sql : script.statements()) {
			number++;
			String hash = sha256(sql);
			prefix = sha256(prefix + hash);
			if (!sql.startsWith("CREATE")) {
				if (!open) {
					steps.add("BEGIN");
					open = true;
				}
				steps.add(sql);
				continue;
			}
			if (open && !mariadb) {
				steps.add("COMMIT");
			}
			steps.add("INSERT INTO limit_step (script, number, statement_hash, prefix_hash, state, fingerprint, "
					+ "started_at) SELECT '" + script.name() + "', " + number + ", '" + hash + "', '" + prefix
					+ "', 'INTENT', " + (mariadb ? mariadbPresence(sql) : h2Presence(sql)) + ", CURRENT_TIMESTAMP");
			if (open && mariadb) {
				steps.add("COMMIT");
			}
			open = false;
			steps.add(sql);
			steps.add("UPDATE limit_step SET state = 'DONE', finished_at = CURRENT_TIMESTAMP" + of + " AND number = "
					+ number);
		}
		if (!open) {
			steps.add("BEGIN");
		}
		steps.add("DELETE FROM limit_step" + of);
		steps.add("UPDATE limit_history SET state = 'APPLIED', applied_at = CURRENT_TIMESTAMP" + of);
		steps.add("COMMIT");
		return steps;
	}

	private static String h2Presence(String sql) {
		String[] words = sql.trim().split("\\s+");
		return "CASE WHEN DB_OBJECT_ID('" + words[1] + "', 'PUBLIC', UPPER('" + words[2]
				+ "')) IS NULL THEN 0 ELSE 1 END";
	}

	private static String mariadbPresence(String sql) {
		String[] words = sql.trim().split("\\s+");
		boolean index = words[1].equals("INDEX");
		return "(SELECT COUNT(*) FROM information_schema." + (index ? "statistics" : "tables")
				+ " WHERE table_schema = DATABASE() AND table_name = '" + (index ? words[4] : words[2]) + "')";
	}

	private static String sha256(String text) throws Exception {
		return HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
	}

}
