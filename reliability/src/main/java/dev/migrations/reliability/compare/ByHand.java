package dev.migrations.reliability.compare;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrations.reliability.compare.Line.Role;
import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.Snapshot;
import dev.migrations.reliability.database.TargetDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Executes the statements of a set one by one, without the engine: each script in a
 * session of its own, and in a transaction where the database can roll back what changes
 * the schema.
 */
final class ByHand implements AutoCloseable {

	private final TargetDatabase database;

	ByHand(TargetDatabase database) {
		this.database = database;
	}

	/**
	 * Executes everything, up to the first error.
	 * @return where that was; null if there was none
	 */
	@Nullable Stop all(MigrationSet set) throws SQLException, IOException {
		this.database.reset();
		for (int i = 0; i < set.scripts().size(); i++) {
			Stop stop = execute(set, i, set.scripts().get(i).lines().size());
			if (stop != null) {
				return stop;
			}
		}
		return null;
	}

	/**
	 * What the database looks like.
	 */
	Snapshot snapshot() throws SQLException {
		return this.database.snapshot();
	}

	/**
	 * What the database looks like after some scripts and a part of the next one.
	 * @return null if it cannot be told, because a statement fails
	 */
	@Nullable Snapshot after(MigrationSet set, int scripts, int statements) throws SQLException, IOException {
		this.database.reset();
		for (int i = 0; i < scripts; i++) {
			if (execute(set, i, set.scripts().get(i).lines().size()) != null) {
				return null;
			}
		}
		if (statements > 0 && execute(set, scripts, statements) != null) {
			return null;
		}
		return this.database.snapshot();
	}

	private @Nullable Stop execute(MigrationSet set, int index, int statements) throws SQLException, IOException {
		if (!set.isApplied(index)) {
			return null;
		}
		if (!set.scripts().get(index).isMigration()) {
			try (Connection connection = this.database.connect()) {
				use(connection, set.scripts().get(index));
				return null;
			}
		}
		List<Line> lines = set.scripts().get(index).lines();
		boolean transactional = this.database.kind().transactionalDdl();
		int number = 0;
		int passed = 0;
		try (Connection connection = this.database.connect()) {
			boolean open = false;
			try {
				for (Line line : lines.subList(0, statements)) {
					boolean begins = transactional && line.role() == Role.PLAIN;
					if (open && line.role() != Role.PLAIN && line.role() != Role.SKIPPED) {
						number = 0;
						Rows.execute(connection, "COMMIT");
						open = false;
					}
					number = ++passed;
					if (!open && transactional && (begins || line.role() == Role.BEHIND_COMMIT)) {
						Rows.execute(connection, "BEGIN");
						open = true;
					}
					execute(connection, line, transactional);
				}
				number = 0;
				if (open || !transactional) {
					Rows.execute(connection, "COMMIT");
				}
				return null;
			}
			catch (SQLException ex) {
				if (open) {
					rollback(connection);
				}
				return new Stop(index, number, String.valueOf(ex.getMessage()));
			}
		}
	}

	private static void rollback(Connection connection) {
		try {
			Rows.execute(connection, "ROLLBACK");
		}
		catch (SQLException ex) {
			// The server has done so already.
		}
	}

	private void execute(Connection connection, Line line, boolean transactional) throws SQLException, IOException {
		String text = MigrationSet.resolved(line.text());
		if (line.copyData() != null) {
			connection.unwrap(PGConnection.class)
				.getCopyAPI()
				.copyIn(text, new StringReader(String.join("\n", line.copyData()) + "\n"));
		}
		else if (line.role() != Role.SKIPPED && (line.role() != Role.FRAME || !transactional)) {
			Rows.execute(connection, text);
		}
	}

	/**
	 * Does what the application does: each statement by itself, and what fails, fails.
	 */
	static void use(Connection connection, Script application) {
		for (Line line : application.lines()) {
			try {
				Rows.execute(connection, MigrationSet.resolved(line.text()));
			}
			catch (SQLException ex) {
				// Its table may be another one by now, or may never have come to be.
			}
		}
	}

	DatabaseKind kind() {
		return this.database.kind();
	}

	@Override
	public void close() {
		this.database.close();
	}

	/**
	 * Where it stopped.
	 *
	 * @param script which script, counted from 0
	 * @param statement number of the statement; 0 for the commit
	 * @param words what the database said
	 */
	record Stop(int script, int statement, String words) {
	}

}
