package dev.migrations.settings;

import java.util.Map;
import java.util.SortedSet;

/**
 * Databases that share locations, so that their migrations are one sequence, each of
 * which names its database.
 *
 * @param databases names of the databases
 * @param assigned names of databases by the version or the name of a migration, for files
 * that do not say it themselves
 */
public record Sequence(SortedSet<String> databases, Map<String, String> assigned) {
}
