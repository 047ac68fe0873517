package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.lock.MigrationLock;

/**
 * Lock that a working connection has acquired, and which that connection releases.
 *
 * @param held the lock itself
 * @param connection the connection
 */
record GuardedLock(MigrationLock.Held held, WorkingConnection connection) implements MigrationLock.Held {

	@Override
	public boolean waited() {
		return this.held.waited();
	}

	@Override
	public String condition() {
		return this.held.condition();
	}

	@Override
	public String name(String script) {
		return this.held.name(script);
	}

	@Override
	public String naming(String name) {
		return this.held.naming(name);
	}

	@Override
	public MigrationLock.AcrossCommits acrossCommits(String script) throws SQLException {
		return this.held.acrossCommits(script);
	}

	@Override
	public boolean endsWithTransaction() {
		return this.held.endsWithTransaction();
	}

	@Override
	public boolean lockTransaction(Connection transaction) throws SQLException {
		return this.held.lockTransaction(transaction);
	}

	@Override
	public long process() {
		return this.held.process();
	}

	@Override
	public void close() throws SQLException {
		this.connection.release(this.held);
	}

}
