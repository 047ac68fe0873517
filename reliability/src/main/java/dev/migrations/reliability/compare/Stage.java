package dev.migrations.reliability.compare;

import org.jspecify.annotations.Nullable;

/**
 * A moment at which the ways are compared.
 *
 * @param when what has happened, as differences name it; empty for the first
 * @param sent the statements that lead there without the engine; null if it cannot be
 * told, because something was in force in part
 * @param end the statements that lead to the same database, if nothing fails
 * @param release the release that is reached
 * @param outcome what it has come to
 */
record Stage(String when, @Nullable MigrationSet sent, MigrationSet end, int release, Outcome outcome) {
}
