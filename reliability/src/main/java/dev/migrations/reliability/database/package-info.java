/**
 * Databases that campaigns run against, each with what it takes to start, empty, compare
 * and search it for what was left behind.
 */
@NullMarked
package dev.migrations.reliability.database;

import org.jspecify.annotations.NullMarked;
