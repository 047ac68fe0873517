package dev.migrations.execution;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Sends the statements of a script, or of several, on one connection. Those that
 * {@link Gathering} includes are sent together, with our own among them; what was
 * gathered is sent before any other statement, so that the order is kept. The others are
 * sent alone.
 */
final class StatementSender implements AutoCloseable {

	private static final int BATCH_STATEMENTS = 500;

	private static final int BATCH_CHARACTERS = 256 * 1024;

	private final Connection connection;

	/** Created when it is first needed: behind a pooler, in the transaction. */
	private java.sql.@Nullable Statement jdbc;

	private final Gathering gathering;

	/** Whether the driver marks the statement that failed, and that one first. */
	private final boolean marks;

	/** Whether the driver counts in long numbers, and makes streams to shorten them. */
	private boolean countsLong;

	private final RunReports reports;

	private final List<Entry> batch = new ArrayList<>();

	private Collection<String> hidden = List.of();

	/** How many of them are statements of the script, and how long. */
	private int batchStatements;

	private int batchCharacters;

	StatementSender(Connection connection, Dialect dialect, RunReports reports) throws SQLException {
		this.connection = connection;
		this.reports = reports;
		this.gathering = Gathering.of(connection, dialect);
		this.marks = dialect.vendor() == Vendor.MARIADB;
		this.countsLong = dialect.vendor() == Vendor.SQLITE;
	}

	private java.sql.Statement jdbc() throws SQLException {
		java.sql.Statement statement = this.jdbc;
		if (statement == null) {
			statement = this.connection.createStatement();
			// A brace in a script is a brace, not JDBC's escape syntax.
			statement.setEscapeProcessing(false);
			this.jdbc = statement;
		}
		return statement;
	}

	/**
	 * Sends a statement of our own, which has to change one row, with the next batch.
	 * @param text the statement
	 */
	void sendOwn(String text) {
		sendOwn(text, 1);
	}

	/**
	 * Sends a statement of our own with the next batch.
	 * @param text the statement
	 * @param rows how many rows it has to change
	 */
	void sendOwn(String text, int rows) {
		this.batch.add(new Entry(null, null, null, text, rows));
	}

	/**
	 * Whether what was gathered and more is still one batch.
	 * @param statements how many more statements
	 * @param characters how many more characters
	 */
	boolean hasRoomFor(int statements, long characters) {
		return this.batchStatements + statements < BATCH_STATEMENTS
				&& this.batchCharacters + characters < BATCH_CHARACTERS;
	}

	/**
	 * Whether a statement of our own was gathered and not sent yet.
	 */
	boolean hasOwn() {
		for (Entry entry : this.batch) {
			if (entry.statement == null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Sends a statement, at once or with the next batch.
	 * @param statement the statement
	 * @param script where it was read from, for the data of a COPY
	 * @throws StatementFailedException if it fails, or one sent with it
	 * @throws OwnStatementFailedException if one of our own fails
	 * @throws IOException if the data of a COPY cannot be read
	 */
	void send(Statement statement, OpenScript script)
			throws StatementFailedException, OwnStatementFailedException, IOException {
		if (statement.count() > 1) {
			flush();
			sendTogether(statement, script);
			return;
		}
		if (this.gathering.includes(statement)) {
			this.hidden = script.placeholderValues();
			add(statement, script.resolved(statement), script.migration());
			return;
		}
		flush();
		sendAlone(statement, script);
	}

	/**
	 * Sends a statement at once.
	 */
	void sendAlone(Statement statement, OpenScript script) throws StatementFailedException, IOException {
		sendAlone(statement, script.resolved(statement).text(), script);
	}

	/**
	 * Sends a statement at once.
	 * @param text what is sent for it
	 */
	void sendAlone(Statement statement, String text, OpenScript script) throws StatementFailedException, IOException {
		try {
			this.reports.sendsAlone(statement);
			if (statement.kind() == StatementKind.COPY) {
				PostgresCopy.send(jdbc().getConnection(), text, script.copyData());
				this.reports.executed();
				return;
			}
			if (!statement.transactional()) {
				// The driver of SQLite keeps a query for generated keys open after an
				// INSERT, and VACUUM refuses to run beside any other statement.
				close();
			}
			if (jdbc().execute(text)) {
				jdbc().getResultSet().close();
			}
			this.reports.executed();
		}
		catch (SQLException ex) {
			throw new StatementFailedException(statement, script.migration(), ex, script.placeholderValues());
		}
	}

	/**
	 * Sends statements that are one text, which the database takes apart itself.
	 */
	private void sendTogether(Statement statements, OpenScript script) throws StatementFailedException {
		try {
			this.reports.sendsAlone(statements);
			// A text that does not begin with INSERT spares a query for generated keys.
			jdbc().executeUpdate(";".concat(statements.text()));
			this.reports.executed();
		}
		catch (SQLException ex) {
			throw new StatementFailedException(statements, script.migration(), ex, script.placeholderValues());
		}
	}

	/**
	 * Sends what was gathered.
	 * @throws StatementFailedException if a statement fails
	 * @throws OwnStatementFailedException if one of our own fails
	 */
	void flush() throws StatementFailedException, OwnStatementFailedException {
		if (this.batch.isEmpty()) {
			return;
		}
		try {
			for (Entry entry : this.batch) {
				jdbc().addBatch(entry.text);
			}
			long[] changes = executeBatch();
			for (int i = 0; i < changes.length; i++) {
				Entry entry = this.batch.get(i);
				if (entry.statement == null && changes[i] != entry.rows) {
					throw new OwnStatementFailedException(
							new SQLException("A row of the history is no longer as it was written"));
				}
			}
		}
		catch (BatchUpdateException ex) {
			BatchFailure failure = BatchFailure.of(ex, this.marks, this.batch.size());
			throw failure(this.batch.get(failure.index()), failure.error());
		}
		catch (SQLException ex) {
			throw failure(this.batch.get(0), ex);
		}
		finally {
			this.batch.clear();
			this.batchStatements = 0;
			this.batchCharacters = 0;
		}
	}

	private long[] executeBatch() throws SQLException {
		if (this.batchStatements == 0) {
			return changes();
		}
		List<Trip.Part> parts = new ArrayList<>(this.batchStatements);
		for (Entry entry : this.batch) {
			if (entry.part != null) {
				parts.add(entry.part);
			}
		}
		this.reports.sends(new Trip(parts));
		long[] changes = changes();
		this.reports.executed();
		return changes;
	}

	private long[] changes() throws SQLException {
		if (this.countsLong) {
			try {
				return jdbc().executeLargeBatch();
			}
			catch (UnsupportedOperationException ex) {
				// What stands in between, such as P6Spy, does not know it. Nothing was
				// sent.
				this.countsLong = false;
			}
		}
		int[] changes = jdbc().executeBatch();
		long[] result = new long[changes.length];
		for (int i = 0; i < changes.length; i++) {
			result[i] = changes[i];
		}
		return result;
	}

	private StatementFailedException failure(Entry entry, SQLException error) throws OwnStatementFailedException {
		if (entry.statement == null) {
			throw new OwnStatementFailedException(error);
		}
		return new StatementFailedException(entry.statement, entry.migration, error, this.hidden);
	}

	private void add(Statement statement, Statement resolved, ResolvedMigration migration)
			throws StatementFailedException, OwnStatementFailedException {
		this.batch.add(new Entry(statement, this.reports.part(resolved), migration, resolved.text(), 0));
		this.batchStatements++;
		this.batchCharacters += resolved.text().length();
		if (this.batchStatements >= BATCH_STATEMENTS || this.batchCharacters >= BATCH_CHARACTERS) {
			flush();
		}
	}

	@Override
	public void close() throws SQLException {
		if (this.jdbc != null) {
			this.jdbc.close();
			this.jdbc = null;
		}
	}

	/**
	 * Statement that was gathered.
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
