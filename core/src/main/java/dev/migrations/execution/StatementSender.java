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
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Sends the statements of one script, each alone, on one connection. Statements that
 * change data are gathered into batches where the driver then tells exactly which one
 * failed; a batch is sent before any other statement, so that the order is kept.
 */
final class StatementSender implements AutoCloseable {

	private static final int BATCH_STATEMENTS = 500;

	private static final int BATCH_CHARACTERS = 256 * 1024;

	private final Connection connection;

	private java.sql.Statement jdbc;

	private final boolean batching;

	private final List<Statement> batch = new ArrayList<>();

	/** The same statements as they are sent, with the values of their placeholders. */
	private final List<String> texts = new ArrayList<>();

	private Collection<String> hidden = List.of();

	private int batchCharacters;

	StatementSender(Connection connection, Dialect dialect) throws SQLException {
		this.connection = connection;
		this.jdbc = create();
		this.batching = dialect.vendor() == Vendor.POSTGRESQL;
	}

	private java.sql.Statement create() throws SQLException {
		java.sql.Statement statement = this.connection.createStatement();
		// A brace in a script is a brace, not JDBC's escape syntax.
		statement.setEscapeProcessing(false);
		return statement;
	}

	/**
	 * Sends a statement, at once or with the next batch.
	 * @param statement the statement
	 * @param script where it was read from, for the data of a COPY
	 * @throws StatementFailedException if it fails, or one sent with it
	 * @throws IOException if the data of a COPY cannot be read
	 */
	void send(Statement statement, OpenScript script) throws StatementFailedException, IOException {
		if (this.batching && statement.kind() == StatementKind.DML) {
			this.hidden = script.placeholderValues();
			add(statement, script.resolved(statement).text());
			return;
		}
		flush();
		sendAlone(statement, script);
	}

	/**
	 * Sends a statement at once.
	 */
	void sendAlone(Statement statement, OpenScript script) throws StatementFailedException, IOException {
		try {
			if (statement.kind() == StatementKind.COPY) {
				PostgresCopy.send(this.jdbc.getConnection(), script.resolved(statement).text(), script.copyData());
				return;
			}
			if (!statement.transactional()) {
				// The driver of SQLite keeps a query for generated keys open after an
				// INSERT, and VACUUM refuses to run beside any other statement.
				this.jdbc.close();
				this.jdbc = create();
			}
			if (this.jdbc.execute(script.resolved(statement).text())) {
				this.jdbc.getResultSet().close();
			}
		}
		catch (SQLException ex) {
			throw new StatementFailedException(statement, ex, script.placeholderValues());
		}
	}

	/**
	 * Sends what was gathered.
	 * @throws StatementFailedException if a statement fails
	 */
	void flush() throws StatementFailedException {
		if (this.batch.isEmpty()) {
			return;
		}
		try {
			if (this.batch.size() == 1) {
				this.jdbc.execute(this.texts.get(0));
			}
			else {
				for (String text : this.texts) {
					this.jdbc.addBatch(text);
				}
				this.jdbc.executeBatch();
			}
		}
		catch (BatchUpdateException ex) {
			throw new StatementFailedException(this.batch.get(failedIndex(ex)), cause(ex), this.hidden);
		}
		catch (SQLException ex) {
			throw new StatementFailedException(this.batch.get(0), ex, this.hidden);
		}
		finally {
			this.batch.clear();
			this.texts.clear();
			this.batchCharacters = 0;
		}
	}

	private void add(Statement statement, String text) throws StatementFailedException {
		this.batch.add(statement);
		this.texts.add(text);
		this.batchCharacters += text.length();
		if (this.batch.size() >= BATCH_STATEMENTS || this.batchCharacters >= BATCH_CHARACTERS) {
			flush();
		}
	}

	/**
	 * The driver marks every statement of a batch inside a transaction as failed; which
	 * one it was is the first number in its message, in every language.
	 */
	private int failedIndex(BatchUpdateException error) {
		String message = String.valueOf(error.getMessage());
		int start = 0;
		while (start < message.length() && !Character.isDigit(message.charAt(start))) {
			start++;
		}
		int index = 0;
		for (int i = start; i < message.length() && Character.isDigit(message.charAt(i))
				&& index < this.batch.size(); i++) {
			index = index * 10 + Character.digit(message.charAt(i), 10);
		}
		return Math.min(index, this.batch.size() - 1);
	}

	private static SQLException cause(BatchUpdateException error) {
		if (error.getCause() instanceof SQLException cause) {
			return cause;
		}
		SQLException next = error.getNextException();
		return (next != null) ? next : error;
	}

	@Override
	public void close() throws SQLException {
		this.jdbc.close();
	}

}
