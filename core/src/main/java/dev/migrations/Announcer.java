package dev.migrations;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls the listeners of a migrator, in their order and one event at a time. What one of
 * them throws is logged, and keeps neither the others nor the run from going on.
 */
final class Announcer {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	private final String database;

	private final @Nullable String tenant;

	private final List<MigrationListener> listeners;

	Announcer(String database, List<MigrationListener> listeners) {
		this(database, null, listeners);
	}

	private Announcer(String database, @Nullable String tenant, List<MigrationListener> listeners) {
		this.database = database;
		this.tenant = tenant;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Calls the same listeners for a tenant.
	 */
	Announcer of(String tenant) {
		return new Announcer(this.database, tenant, this.listeners);
	}

	/**
	 * What listeners know a run by.
	 */
	MigrationEvent.Run run(String id, MigrationEvent.Operation operation) {
		return new MigrationEvent.Run(id, operation, this.database, this.tenant);
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
