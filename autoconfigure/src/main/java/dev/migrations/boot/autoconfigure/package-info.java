/**
 * Auto-configuration: properties, the migrator and its run before everything that uses
 * the database.
 */
@NullMarked
package dev.migrations.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
