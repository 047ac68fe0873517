package dev.migrations;

import java.nio.file.Path;
import java.util.Map;

import dev.migrations.model.Version;

/**
 * What renumbering a migration renames. Handed to {@link Migrator#renumber(Renumbering)},
 * exactly that is renamed.
 *
 * @param script the migration, relative to its location
 * @param from its version
 * @param moves the new path of each file: the migration, its undo script if there is one,
 * and what a build tool has copied of them
 */
public record Renumbering(String script, Version from, Map<Path, Path> moves) {
}
