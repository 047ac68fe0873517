package dev.migrations.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.session.SuspendedLimits;
import org.jspecify.annotations.Nullable;

/**
 * Witness of PostgreSQL, for the few statements that it refuses in a transaction.
 * <ol>
 * <li>{@code CONCURRENTLY}: those indexes of the table before it are recorded that have
 * the name that the statement gives one, or the server to one without a name. One that is
 * new since and has such a name is its own: invalid, it is a leftover and is dropped;
 * valid, it shows that the statement took effect. Others are left alone, and so are
 * several that may be its own.</li>
 * <li>{@code CREATE} and {@code DROP} of databases and the like: whether the object is
 * there tells.</li>
 * <li>{@code VACUUM} and its kind may be sent any number of times.</li>
 * <li>Anything else, such as {@code CALL}, is not decided.</li>
 * </ol>
 */
final class PostgresInDoubt implements InDoubt {

	private final Dialect dialect;

	PostgresInDoubt(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public ParameterizedSql before(Connection connection, Statement statement) throws SQLException {
		List<PostgresIndex> indexes = PostgresIndex.of(connection, statement)
			.stream()
			.filter((index) -> index.mayBeMadeBy(statement))
			.toList();
		String names = indexes.stream().map(PostgresIndex::qualified).collect(Collectors.joining(","));
		return ParameterizedSql.ofValue((names.length() <= JournalSql.LONGEST_FINGERPRINT) ? names
				: indexes.stream().map(PostgresIndex::shortened).collect(Collectors.joining(",")));
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
	 * Drops what a statement has left half done, and tells whether an index that is valid
	 * has appeared.
	 */
	private boolean clearAway(Connection connection, Statement statement, @Nullable String before) throws SQLException {
		List<String> known = (before != null) ? List.of(before.split(",")) : List.of();
		List<PostgresIndex> made = new ArrayList<>();
		for (PostgresIndex index : PostgresIndex.of(connection, statement)) {
			boolean isNew = !known.contains(index.qualified()) && !known.contains(index.shortened());
			if (isNew && index.mayBeMadeBy(statement)) {
				made.add(index);
			}
		}
		if (made.size() > 1 && StatementVerb.createsIndex(statement)) {
			throw new MigrationHistoryException(
					"Any of these is new since, and may be what it has made: "
							+ made.stream().map(PostgresIndex::toString).collect(Collectors.joining(", ")) + ".",
					"Look which one it is.");
		}
		boolean valid = false;
		for (PostgresIndex index : made) {
			if (index.valid()) {
				valid = true;
			}
			else {
				drop(connection, index);
			}
		}
		return valid;
	}

	/**
	 * Waits as the statement has that left the index: for whatever is still open.
	 */
	private void drop(Connection connection, PostgresIndex index) throws SQLException {
		SuspendedLimits limits = new SuspendedLimits(connection, this.dialect);
		limits.suspendAll();
		try (java.sql.Statement drop = connection.createStatement()) {
			drop.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index.qualified());
		}
		// Where it fails the run ends, and the lock restores what it has set.
		limits.resume();
	}

	@Override
	public void requireEffect(Connection connection, Statement statement)
			throws SQLException, StatementFailedException {
		if (!StatementVerb.createsIndex(statement) || !PostgresIndex.isNamedIn(statement)) {
			return;
		}
		for (PostgresIndex index : PostgresIndex.of(connection, statement)) {
			if (!index.valid() && index.mayBeMadeBy(statement)) {
				throw new StatementFailedException(statement, null,
						new SQLException("The index " + index.qualified() + " exists but is invalid, left by an "
								+ "earlier attempt that was not a migration's: drop it first", "42P07"),
						List.of());
			}
		}
	}

	@Override
	public boolean isAllOrNothing(Statement statement) {
		return false;
	}

	private static boolean exists(Connection connection, ObjectName object) throws SQLException {
		String sql = switch (object.type()) {
			case "DATABASE" -> "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?";
			case "TABLESPACE" -> "SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = ?";
			case "SUBSCRIPTION" -> "SELECT 1 FROM pg_catalog.pg_subscription WHERE subname = ?";
			default -> "SELECT 1 WHERE to_regclass(?) IS NOT NULL";
		};
		List<String> names = sql.contains("to_regclass") ? PostgresIndex.relationNames(object)
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

	private static Outcome outcome(boolean done) {
		return done ? Outcome.DONE : Outcome.NOT_DONE;
	}

	private static String type(Statement statement) {
		return statement.objects().isEmpty() ? "" : statement.objects().get(0).type();
	}

}
