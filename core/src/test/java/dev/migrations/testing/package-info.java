/**
 * Databases and files for tests. {@link dev.migrations.testing.PostgresServer} is the one
 * class that decides where a server comes from.
 */
@NullMarked
package dev.migrations.testing;

import org.jspecify.annotations.NullMarked;
