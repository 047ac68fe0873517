package dev.migrations.reliability.compare;

import java.util.List;

import dev.migrations.reliability.database.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a way of applying has come to.
 *
 * @param database schema and data
 * @param history the rows of the history, apart from times and the like
 * @param applied the scripts that were reported as applied, with their statements
 * @param failure what was said of the failure; null if there was none
 * @param left what was wrong with the session that was given back, and what was left
 * behind
 */
record Outcome(Snapshot database, Snapshot history, List<String> applied, @Nullable String failure, List<String> left) {
}
