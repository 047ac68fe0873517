package dev.migrations;

import javax.sql.DataSource;

import dev.migrations.model.MigrationException;
import dev.migrations.model.Version;
import dev.migrations.settings.MigratorSettings;

/**
 * Migrates one database. Safe for use by several threads; each call works on the files
 * and the history as they are then.
 * <p>
 * Every method throws a {@link MigrationException} that says what was found and what to
 * do next.
 */
public final class Migrator {

	private final DataSource dataSource;

	Migrator(DataSource dataSource, MigratorSettings settings) {
		this.dataSource = dataSource;
	}

	/**
	 * Begins to build a migrator.
	 * @param dataSource the database; one connection at a time is taken from it
	 * @return a builder with every setting at its default
	 */
	public static MigratorBuilder builder(DataSource dataSource) {
		return new MigratorBuilder(dataSource);
	}

	/**
	 * The database that is migrated.
	 * @return what connections are taken from
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * Applies what is pending. With nothing to do this is a single SELECT.
	 * @return what was applied
	 */
	public MigrationReport migrate() {
		throw new UnsupportedOperationException();
	}

	/**
	 * What {@link #migrate()} would do, and why. Changes nothing and takes no lock.
	 * @return the plan
	 */
	public MigrationPlan plan() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Every migration with its state and the state of its checksum. Changes nothing and
	 * takes no lock; files that did not change since the last call are not hashed again.
	 * @return the status
	 */
	public MigrationStatus status() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Checks that files and history fit together. Changes nothing and takes no lock.
	 */
	public void validate() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Records that an existing schema is built up to a version, so that migrations up to
	 * it are not applied.
	 * @param version the version
	 */
	public void baseline(Version version) {
		throw new UnsupportedOperationException();
	}

}
