package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.LockHolders;
import dev.migrations.dialect.StatementProgress;
import dev.migrations.dialect.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps a session waiting.
 */
final class SessionBlockers {

	private static final String METADATA_LOCK = "Waiting for table metadata lock";

	private SessionBlockers() {
	}

	/**
	 * Finds them.
	 * @param connection another session
	 * @param dialect the database
	 * @param process the server's number of the session
	 * @param reading what it executes; null if nothing, or that is not known
	 * @return who; empty if nobody does, or that is not known
	 * @throws SQLException if it cannot be asked
	 */
	static List<LockHolders.LockHolder> of(Connection connection, Dialect dialect, long process,
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
		return found;
	}

	/**
	 * Words them for the log, with their statements.
	 */
	static @Nullable String described(Vendor vendor, List<LockHolders.LockHolder> holders) {
		return holders.isEmpty() ? null
				: holders.stream().map((holder) -> described(vendor, holder)).collect(Collectors.joining("; "));
	}

	private static String described(Vendor vendor, LockHolders.LockHolder holder) {
		String query = holder.query();
		return ShownStatement.printable(holder.name())
				+ ((query != null && !query.isBlank()) ? ": " + ShownStatement.inOneLine(vendor, query) : "");
	}

	/**
	 * Words them for whoever asks from outside, without what they execute: that may hold
	 * data.
	 */
	static @Nullable String named(List<LockHolders.LockHolder> holders) {
		return holders.isEmpty() ? null : ShownStatement
			.printable(holders.stream().map(LockHolders.LockHolder::name).collect(Collectors.joining("; ")));
	}

}
