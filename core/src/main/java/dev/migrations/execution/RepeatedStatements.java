package dev.migrations.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.history.RepeatedSql;
import dev.migrations.session.SessionState;
import dev.migrations.session.TransactionListener;
import dev.migrations.session.WorkingConnection;

/**
 * Statements of our own that a run sends again and again, which the server parses and
 * plans once for the session. On PostgreSQL.
 * <ol>
 * <li>One that was sent often enough is prepared, in the trip in which it is sent next.
 * Behind a pooler none is: the next transaction may have another session.</li>
 * <li>What is prepared outlives a rollback, and is not there if the trip did not get so
 * far. So after a rollback it is prepared again, under another name.</li>
 * <li>A script may have taken it away, with {@code DEALLOCATE ALL}. The server says so
 * when it is to be executed. The migration is applied again after the rollback, and
 * nothing is prepared any more in this run.</li>
 * <li>Nothing is left in the session: it is taken back at the end of a trip that many
 * migrations share, and otherwise at the end of the run.</li>
 * </ol>
 */
final class RepeatedStatements implements TransactionListener, AutoCloseable {

	/**
	 * How often it is sent as it is. Preparing costs as much as sending it once, and
	 * taking it back a trip.
	 */
	private static final int SENT_PLAIN = 10;

	private final WorkingConnection connection;

	/** Unlike any other's, whoever had the session before. */
	private final String prefix = SessionState.OWN_STATEMENTS + Long.toHexString(System.nanoTime()) + '_';

	/** How often each was sent, by its text. */
	private final Map<String, Integer> sent = new HashMap<>();

	/** Under which names they are prepared, by their texts. */
	private final Map<String, String> names = new HashMap<>();

	/** All names that may be in use in the session. */
	private final List<String> all = new ArrayList<>();

	private int named;

	private boolean prepares;

	RepeatedStatements(WorkingConnection connection) {
		this.connection = connection;
		this.prepares = !connection.sharesSessions();
		connection.listen(this);
	}

	/**
	 * What was prepared may not be there: the transaction was rolled back.
	 */
	@Override
	public void rolledBack() {
		this.names.clear();
	}

	/**
	 * Sends a statement, which has to change one row, with the next batch.
	 */
	void send(RepeatedSql statement, StatementSender sender) {
		String name = this.names.get(statement.text());
		if (name == null) {
			int times = this.sent.getOrDefault(statement.text(), 0) + 1;
			this.sent.put(statement.text(), times);
			if (times <= SENT_PLAIN || !this.prepares) {
				sender.sendOwn(statement.plain());
				return;
			}
			name = this.prefix + this.named++;
			this.all.add(name);
			this.names.put(statement.text(), name);
			sender.sendOwn(statement.prepare(name), 0);
		}
		sender.sendOwn(statement.execute(name));
	}

	/**
	 * Something takes away what is prepared. It would again: from now on nothing is.
	 */
	void giveUp() {
		this.prepares = false;
	}

	/**
	 * Takes back what was prepared, at the end of a trip.
	 * @param sender what was gathered for it, and is sent
	 */
	void endTrip(StatementSender sender) throws StatementFailedException, OwnStatementFailedException {
		for (String name : this.names.values()) {
			sender.sendOwn(takingBack(name), 0);
		}
		sender.flush();
		this.all.removeAll(this.names.values());
		this.names.clear();
	}

	private static String takingBack(String name) {
		return "DEALLOCATE " + name;
	}

	/**
	 * Takes back what is still prepared. Where that fails the session is ended when it is
	 * given back; what was applied is in force all the same.
	 */
	@Override
	public void close() {
		for (String name : this.all) {
			try {
				this.connection.execute(takingBack(name));
			}
			catch (SQLException ex) {
				if (!this.connection.dialect().errors().isNotPrepared(ex)) {
					this.connection.setChanged();
					return;
				}
			}
			catch (RuntimeException | Error ex) {
				this.connection.setChanged();
				throw ex;
			}
		}
	}

}
