package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
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

	private final Connection connection;

	/** Created when it is first needed: behind a pooler, in the transaction. */
	private java.sql.@Nullable Statement jdbc;

	private final Gathering gathering;

	private final StatementBatch batch;

	private final RunReports reports;

	private final boolean sqlite;

	StatementSender(Connection connection, Dialect dialect, RunReports reports) throws SQLException {
		this.connection = connection;
		this.reports = reports;
		this.sqlite = dialect.vendor() == Vendor.SQLITE;
		this.gathering = Gathering.of(connection, dialect);
		this.batch = new StatementBatch(dialect.vendor(), reports);
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
		this.batch.addOwn(text, rows);
	}

	/**
	 * Whether what was gathered and more is still one batch.
	 * @param statements how many more statements
	 * @param characters how many more characters
	 */
	boolean hasRoomFor(int statements, long characters) {
		return this.batch.hasRoomFor(statements, characters);
	}

	/**
	 * Whether a statement of our own was gathered and not sent yet.
	 */
	boolean hasOwn() {
		return this.batch.hasOwn();
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
			this.batch.add(statement, script);
			if (this.batch.isFull()) {
				flush();
			}
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
			execute(statement, text);
			this.reports.executed();
		}
		catch (SQLException ex) {
			throw new StatementFailedException(statement, script.migration(), ex, script.placeholderValues());
		}
	}

	/**
	 * Of a pragma without columns, such as {@code incremental_vacuum}, the driver of
	 * SQLite would execute the first step and leave the others open, which no transaction
	 * could be committed beside.
	 */
	private void execute(Statement statement, String text) throws SQLException {
		if (this.sqlite && StatementVerb.of(statement).equals("PRAGMA")) {
			jdbc().executeUpdate(text);
		}
		else if (jdbc().execute(text)) {
			jdbc().getResultSet().close();
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
			this.batch.send(jdbc());
		}
		catch (SQLException ex) {
			throw this.batch.failure(ex);
		}
		finally {
			this.batch.clear();
		}
	}

	@Override
	public void close() throws SQLException {
		if (this.jdbc != null) {
			this.jdbc.close();
			this.jdbc = null;
		}
	}

}
