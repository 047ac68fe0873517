package dev.migrations.reliability.database;

/**
 * Where databases come from. For SQLite and H2 that is a directory.
 */
public interface DatabaseServer extends AutoCloseable {

	/**
	 * Creates an empty database.
	 * @return the database
	 */
	TargetDatabase createDatabase();

	/**
	 * Creates an empty database that outlives the process that has opened it.
	 * @return the database
	 */
	default TargetDatabase createLastingDatabase() {
		return createDatabase();
	}

	/**
	 * Creates an empty database that several processes can open at once.
	 * @return the database
	 */
	default TargetDatabase createSharedDatabase() {
		return createDatabase();
	}

	/**
	 * Process ids of the server, the main one first.
	 * @return the id; 0 if there is no server
	 */
	long pid();

	/**
	 * Starts the server again after it was killed, and waits until it answers.
	 */
	void restart();

	/**
	 * Starts the server again if it has ended, and waits until it answers.
	 */
	void ensureRunning();

	/**
	 * Stops the server in good order and starts it again, as a standby that cannot be
	 * written to, or as what it was.
	 * @param standby whether it is to be a standby
	 */
	default void restartAs(boolean standby) {
		throw new UnsupportedOperationException("Only PostgreSQL's server becomes a standby by a restart");
	}

	/**
	 * The TCP port.
	 * @return the port; 0 if there is no server
	 */
	int port();

	@Override
	void close();

}
