package dev.migrations.model;

/**
 * Code of a migration that is not a script. What it needs of a database is known to
 * whoever executes it.
 */
public interface MigrationCode {

}
