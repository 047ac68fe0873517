package dev.migrations.execution;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Statements that wait to be sent in one trip: of a script, or of several, with our own
 * among them. Tells which one has failed.
 */
final class StatementBatch {

	private static final int MOST_STATEMENTS = 500;

	private static final int MOST_CHARACTERS = 256 * 1024;

	private final RunReports reports;

	/** Whether the driver marks the statement that failed, and that one first. */
	private final boolean marks;

	/** Whether the driver counts in long numbers, and makes streams to shorten them. */
	private boolean countsLong;

	private final List<Entry> entries = new ArrayList<>();

	private Collection<String> hidden = List.of();

	/** How many of them are statements of a script, and how long. */
	private int statements;

	private int characters;

	StatementBatch(Vendor vendor, RunReports reports) {
		this.reports = reports;
		this.marks = vendor == Vendor.MARIADB;
		this.countsLong = vendor == Vendor.SQLITE;
	}

	/**
	 * Adds a statement of our own.
	 * @param text the statement
	 * @param rows how many rows it has to change
	 */
	void addOwn(String text, int rows) {
		this.entries.add(new Entry(null, null, null, text, rows));
	}

	/**
	 * Adds a statement of a script.
	 * @param statement the statement
	 * @param script where it was read from
	 */
	void add(Statement statement, OpenScript script) {
		Statement resolved = script.resolved(statement);
		this.hidden = script.placeholderValues();
		this.entries.add(new Entry(statement, this.reports.part(resolved), script.migration(), resolved.text(), 0));
		this.statements++;
		this.characters += resolved.text().length();
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Whether it has to be sent before anything is added.
	 */
	boolean isFull() {
		return !hasRoomFor(0, 0);
	}

	/**
	 * Whether it is still one trip with more.
	 * @param more how many more statements
	 * @param length how many more characters
	 */
	boolean hasRoomFor(int more, long length) {
		return this.statements + more < MOST_STATEMENTS && this.characters + length < MOST_CHARACTERS;
	}

	/**
	 * Whether one of our own is among them.
	 */
	boolean hasOwn() {
		for (Entry entry : this.entries) {
			if (entry.statement == null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Sends them.
	 * @param jdbc through which
	 * @throws SQLException if one fails
	 * @throws OwnStatementFailedException if one of our own does not change the rows that
	 * it has to
	 * @see #failure(SQLException)
	 */
	void send(java.sql.Statement jdbc) throws SQLException, OwnStatementFailedException {
		for (Entry entry : this.entries) {
			jdbc.addBatch(entry.text);
		}
		long[] changes = execute(jdbc);
		for (int i = 0; i < changes.length; i++) {
			Entry entry = this.entries.get(i);
			if (entry.statement == null && changes[i] != entry.rows) {
				throw new OwnStatementFailedException(
						new SQLException("A row of the history is no longer as it was written"));
			}
		}
	}

	private long[] execute(java.sql.Statement jdbc) throws SQLException {
		if (this.statements == 0) {
			return changes(jdbc);
		}
		List<Trip.Part> parts = new ArrayList<>(this.statements);
		for (Entry entry : this.entries) {
			if (entry.part != null) {
				parts.add(entry.part);
			}
		}
		this.reports.sends(new Trip(parts));
		long[] changes = changes(jdbc);
		this.reports.executed();
		return changes;
	}

	private long[] changes(java.sql.Statement jdbc) throws SQLException {
		if (this.countsLong) {
			try {
				return jdbc.executeLargeBatch();
			}
			catch (UnsupportedOperationException ex) {
				// What stands in between, such as P6Spy, does not know it. Nothing was
				// sent.
				this.countsLong = false;
			}
		}
		int[] changes = jdbc.executeBatch();
		long[] result = new long[changes.length];
		for (int i = 0; i < changes.length; i++) {
			result[i] = changes[i];
		}
		return result;
	}

	/**
	 * Which statement has failed; the first one, if nobody can tell.
	 * @param error what the driver has thrown
	 * @return the failure
	 * @throws OwnStatementFailedException if it is one of our own
	 */
	StatementFailedException failure(SQLException error) throws OwnStatementFailedException {
		BatchFailure failure = (error instanceof BatchUpdateException thrown)
				? BatchFailure.of(thrown, this.marks, this.entries.size()) : new BatchFailure(0, error);
		Entry entry = this.entries.get(failure.index());
		if (entry.statement == null) {
			throw new OwnStatementFailedException(failure.error());
		}
		return new StatementFailedException(entry.statement, entry.migration, failure.error(), this.hidden);
	}

	void clear() {
		this.entries.clear();
		this.statements = 0;
		this.characters = 0;
	}

	/**
	 * Statement that waits.
	 *
	 * @param statement the statement of the script; null for one of our own
	 * @param part the same with the values of placeholders; null for one of our own
	 * @param migration whose script it is; null for one of our own
	 * @param text what is sent
	 * @param rows how many rows one of our own has to change
	 */
	private record Entry(@Nullable Statement statement, Trip.@Nullable Part part, @Nullable ResolvedMigration migration,
			String text, int rows) {
	}

}
