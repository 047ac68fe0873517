package dev.migrations.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.RelationNames;
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
 * <li>{@code CREATE} and {@code DROP} of databases and the like, and {@code DROP} of an
 * index: whether the object is there tells, unless that was so before.</li>
 * <li>{@code DETACH PARTITION … CONCURRENTLY}: one that has begun is brought to its
 * end.</li>
 * <li>{@code VACUUM} and its kind may be sent any number of times.</li>
 * <li>Anything else, such as {@code CALL}, is not decided.</li>
 * </ol>
 */
final class PostgresInDoubt implements InDoubt {

	/** What is recorded where all objects of a statement are there before it. */
	private static final String PRESENT = "present";

	/** What is recorded where none of them is. */
	private static final String ABSENT = "absent";

	private final Dialect dialect;

	PostgresInDoubt(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public ParameterizedSql before(Connection connection, Statement statement, @Nullable String schema)
			throws SQLException {
		if (PostgresPartition.isDetachedBy(statement)) {
			return ParameterizedSql.ofValue((PostgresPartition.of(connection, statement) != null) ? PRESENT : ABSENT);
		}
		String verb = StatementVerb.of(statement);
		if (verb.equals("DROP") || (verb.equals("CREATE") && !StatementVerb.createsIndex(statement))) {
			return ParameterizedSql.ofValue(existence(connection, statement));
		}
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
			case "CREATE" -> StatementVerb.createsIndex(statement) ? outcome(appeared)
					: byExistence(connection, statement, PRESENT, before);
			case "DROP" -> byExistence(connection, statement, ABSENT, before);
			case "VACUUM", "ANALYZE", "REINDEX", "CLUSTER", "DISCARD", "CHECKPOINT" -> Outcome.NOT_DONE;
			case "ALTER" ->
				(type(statement).equals("TABLE")) ? detached(connection, statement, before) : Outcome.NOT_DONE;
			default -> Outcome.UNKNOWN;
		};
	}

	private static Outcome byExistence(Connection connection, Statement statement, String wanted,
			@Nullable String before) throws SQLException {
		if (statement.objects().isEmpty()) {
			return Outcome.UNKNOWN;
		}
		return outcome(!wanted.equals(before) && wanted.equals(existence(connection, statement)));
	}

	/**
	 * Whether the objects of a statement are there, or not; neither if only some are.
	 */
	private static String existence(Connection connection, Statement statement) throws SQLException {
		int found = 0;
		for (ObjectName object : statement.objects()) {
			found += exists(connection, object) ? 1 : 0;
		}
		return (found == 0) ? ABSENT : (found == statement.objects().size()) ? PRESENT : "";
	}

	/**
	 * What is recorded of one that was announced by an earlier version says nothing.
	 */
	private Outcome detached(Connection connection, Statement statement, @Nullable String before) throws SQLException {
		if (!PostgresPartition.isDetachedBy(statement) || (!PRESENT.equals(before) && !ABSENT.equals(before))) {
			return Outcome.UNKNOWN;
		}
		PostgresPartition partition = PostgresPartition.of(connection, statement);
		if (partition != null && partition.pending()) {
			execute(connection, partition.detachment());
			return Outcome.DONE;
		}
		return outcome(partition == null && PRESENT.equals(before));
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
				execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + index.qualified());
			}
		}
		return valid;
	}

	/**
	 * Waits as the statement has that left something half done: for whatever is still
	 * open.
	 */
	private void execute(Connection connection, String sql) throws SQLException {
		SuspendedLimits limits = new SuspendedLimits(connection, this.dialect);
		limits.suspendAll();
		try (java.sql.Statement statement = connection.createStatement()) {
			statement.execute(sql);
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
		List<String> names = sql.contains("to_regclass") ? RelationNames.of(object)
				: RelationNames.spellings(object.name());
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
