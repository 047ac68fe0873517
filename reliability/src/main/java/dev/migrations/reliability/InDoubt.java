package dev.migrations.reliability;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.reliability.check.Oracle;
import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.tool.Recorded;

/**
 * Answers for a human where a statement is in doubt.
 */
final class InDoubt {

	private InDoubt() {
	}

	/**
	 * Looks what the statement has done, and records it as the engine's message says.
	 */
	static void settle(TargetDatabase database, Oracle oracle, Recorded recorded) throws SQLException {
		boolean done = oracle.hasHappened(recorded);
		try (Connection connection = database.connect()) {
			// What is announced in front of it took effect.
			Rows.execute(connection, "UPDATE migration_history_step SET state = 'DONE' WHERE state = 'INTENT'"
					+ (done ? "" : " AND number < " + recorded.intent()));
			Rows.execute(connection, "DELETE FROM migration_history_step WHERE state = 'INTENT'");
		}
	}

}
