package dev.migrations.boot.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Which {@code DataSource} is migrated.
 *
 * @param migrated the one that migrations are applied through
 * @param application the one through which the application sees the same database; null
 * if that cannot be told
 */
record MigrationDataSourceChoice(DataSource migrated, @Nullable DataSource application) {
}
