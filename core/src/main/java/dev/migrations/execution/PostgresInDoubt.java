package dev.migrations.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Witness of PostgreSQL, for the few statements that it refuses in a transaction.
 * <ol>
 * <li>{@code CONCURRENTLY}: the indexes of the table before it are recorded. One that is
 * new since and invalid is a leftover and is dropped; one that is new and valid shows
 * that the statement took effect.</li>
 * <li>{@code CREATE} and {@code DROP} of databases and the like: whether the object is
 * there tells.</li>
 * <li>{@code VACUUM} and its kind may be sent any number of times.</li>
 * <li>Anything else, such as {@code CALL}, is not decided.</li>
 * </ol>
 */
final class PostgresInDoubt implements InDoubt {

	private static final String INDEXES = """
			SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), i.indisvalid
			FROM pg_catalog.pg_index i
			JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE i.indrelid = to_regclass(?)
			OR i.indrelid IN (SELECT o.indrelid FROM pg_catalog.pg_index o WHERE o.indexrelid = to_regclass(?))""";

	@Override
	public ParameterizedSql before(Connection connection, Statement statement) throws SQLException {
		return ParameterizedSql.ofValue(String.join(",", indexes(connection, statement).keySet()));
	}

	@Override
	public Outcome resolve(Connection connection, @Nullable Statement statement, @Nullable String before, String kind)
			throws SQLException {
		if (statement == null) {
			return Outcome.UNKNOWN;
		}
		boolean appeared = clearAway(connection, statement, before);
		return switch (StatementVerb.of(statement)) {
			case "CREATE" ->
				StatementVerb.createsIndex(statement) ? outcome(appeared) : byExistence(connection, statement, true);
			case "DROP" -> byExistence(connection, statement, false);
			case "VACUUM", "ANALYZE", "REINDEX", "CLUSTER", "DISCARD", "CHECKPOINT" -> Outcome.NOT_DONE;
			case "ALTER" -> (type(statement).equals("TABLE")) ? Outcome.UNKNOWN : Outcome.NOT_DONE;
			default -> Outcome.UNKNOWN;
		};
	}

	private static Outcome byExistence(Connection connection, Statement statement, boolean wanted) throws SQLException {
		if (statement.objects().isEmpty()) {
			return Outcome.UNKNOWN;
		}
		for (ObjectName object : statement.objects()) {
			if (exists(connection, object) != wanted) {
				return Outcome.NOT_DONE;
			}
		}
		return Outcome.DONE;
	}

	/**
	 * Drops invalid indexes that have appeared since, and tells whether a valid one has.
	 */
	private static boolean clearAway(Connection connection, Statement statement, @Nullable String before)
			throws SQLException {
		List<String> known = (before != null) ? List.of(before.split(",")) : List.of();
		boolean valid = false;
		for (Map.Entry<String, Boolean> index : indexes(connection, statement).entrySet()) {
			if (known.contains(index.getKey())) {
				continue;
			}
			if (index.getValue()) {
				valid = true;
			}
			else {
				try (java.sql.Statement drop = connection.createStatement()) {
					drop.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index.getKey());
				}
			}
		}
		return valid;
	}

	@Override
	public void requireEffect(Connection connection, Statement statement)
			throws SQLException, StatementFailedException {
		if (!StatementVerb.of(statement).equals("CREATE")) {
			return;
		}
		for (ObjectName object : statement.objects()) {
			if (object.type().equals("INDEX")) {
				for (Map.Entry<String, Boolean> index : indexes(connection, statement).entrySet()) {
					if (!index.getValue() && index.getKey().endsWith("." + object.name().toLowerCase(Locale.ROOT))) {
						throw new StatementFailedException(statement, null,
								new SQLException("The index " + index.getKey() + " exists but is invalid, left by an "
										+ "earlier attempt that was not a migration's: drop it first", "42P07"),
								List.of());
					}
				}
			}
		}
	}

	@Override
	public boolean isAllOrNothing(Statement statement) {
		return false;
	}

	private static Map<String, Boolean> indexes(Connection connection, Statement statement) throws SQLException {
		Map<String, Boolean> indexes = new TreeMap<>();
		for (ObjectName object : statement.objects()) {
			if (object.type().equals("TABLE") || object.type().equals("INDEX")) {
				for (String name : relationNames(object)) {
					addIndexes(connection, name, indexes);
				}
			}
		}
		return indexes;
	}

	private static void addIndexes(Connection connection, String relation, Map<String, Boolean> indexes)
			throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(INDEXES)) {
			query.setString(1, relation);
			query.setString(2, relation);
			try (ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					indexes.put(rows.getString(1), rows.getBoolean(2));
				}
			}
		}
	}

	private static boolean exists(Connection connection, ObjectName object) throws SQLException {
		String sql = switch (object.type()) {
			case "DATABASE" -> "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?";
			case "TABLESPACE" -> "SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = ?";
			case "SUBSCRIPTION" -> "SELECT 1 FROM pg_catalog.pg_subscription WHERE subname = ?";
			default -> "SELECT 1 WHERE to_regclass(?) IS NOT NULL";
		};
		List<String> names = sql.contains("to_regclass") ? relationNames(object)
				: List.of(object.name(), object.name().toLowerCase(Locale.ROOT));
		for (String name : names) {
			try (PreparedStatement query = connection.prepareStatement(sql)) {
				query.setString(1, name);
				try (ResultSet row = query.executeQuery()) {
					if (row.next()) {
						return true;
					}
				}
			}
		}
		return false;
	}

	/**
	 * The name as it is spelled and as PostgreSQL folds it: whether it was quoted is not
	 * known here.
	 */
	private static List<String> relationNames(ObjectName object) {
		String spelled = ((object.schema() != null) ? quoted(object.schema()) + "." : "") + quoted(object.name());
		return List.of(spelled, spelled.toLowerCase(Locale.ROOT));
	}

	private static Outcome outcome(boolean done) {
		return done ? Outcome.DONE : Outcome.NOT_DONE;
	}

	private static String type(Statement statement) {
		return statement.objects().isEmpty() ? "" : statement.objects().get(0).type();
	}

	private static String quoted(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

}
