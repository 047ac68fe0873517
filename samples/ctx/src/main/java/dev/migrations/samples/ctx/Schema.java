package dev.migrations.samples.ctx;

import dev.migrations.MigrationReport;
import dev.migrations.MigrationStatus;
import dev.migrations.Migrator;

import org.springframework.stereotype.Component;

/**
 * The tables. {@link #init()} may be called any number of times, by any number of
 * processes.
 */
@Component
public class Schema {

	private final Migrator migrator;

	/**
	 * Creates the schema of a database.
	 * @param migrator the migrator of the database
	 */
	public Schema(Migrator migrator) {
		this.migrator = migrator;
	}

	/**
	 * Creates what is missing, and nothing else.
	 * @return what was done
	 */
	public MigrationReport init() {
		return this.migrator.migrate();
	}

	/**
	 * Refuses to go on with tables that are not there.
	 */
	void requireInitialised() {
		MigrationStatus status = this.migrator.status();
		if (!status.isUpToDate()) {
			// What does not fit together is not settled by 'init'.
			this.migrator.validate();
			throw new NotInitialisedException(status);
		}
	}

}
