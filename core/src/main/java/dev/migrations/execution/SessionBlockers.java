package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.LockHolders;
import dev.migrations.dialect.StatementProgress;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps a session waiting, in words.
 */
final class SessionBlockers {

	private static final String METADATA_LOCK = "Waiting for table metadata lock";

	private SessionBlockers() {
	}

	/**
	 * Words it.
	 * @param connection another session
	 * @param dialect the database
	 * @param process the server's number of the session
	 * @param reading what it executes; null if nothing, or that is not known
	 * @return who, one to a line; null if nobody does, or that is not known
	 * @throws SQLException if it cannot be asked
	 */
	static @Nullable String of(Connection connection, Dialect dialect, long process,
			StatementProgress.@Nullable Reading reading) throws SQLException {
		LockHolders holders = dialect.lockHolders();
		List<LockHolders.LockHolder> found = holders.blocking(connection, process);
		if (found.isEmpty() && reading != null && reading.phase() != null
				&& reading.phase().startsWith(METADATA_LOCK)) {
			found = holders.inTheWayOf(connection, List.of())
				.stream()
				.filter((holder) -> holder.process() != process)
				.toList();
		}
		return found.isEmpty() ? null
				: found.stream()
					.map((holder) -> LockRetries.described(dialect.vendor(), holder))
					.collect(Collectors.joining(System.lineSeparator()));
	}

}
