package dev.migrations;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Calls the listeners of a migrator, in their order and one event at a time. What one of
 * them throws is logged, and keeps neither the others nor the run from going on.
 */
final class Announcer {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	private final String database;

	private final List<MigrationListener> listeners;

	Announcer(String database, List<MigrationListener> listeners) {
		this.database = database;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Calls the same listeners for another database.
	 */
	Announcer named(String name) {
		return new Announcer(name, this.listeners);
	}

	/**
	 * The name of the database.
	 */
	String database() {
		return this.database;
	}

	/**
	 * Whether anybody listens.
	 */
	boolean isHeard() {
		return !this.listeners.isEmpty();
	}

	synchronized void announce(MigrationEvent event) {
		for (MigrationListener listener : this.listeners) {
			try {
				listener.on(event);
			}
			catch (RuntimeException ex) {
				logger.warn("The listener " + listener.getClass().getName() + " failed on "
						+ event.getClass().getSimpleName() + "; the run goes on without it", ex);
			}
		}
	}

}
