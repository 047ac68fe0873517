package dev.migrations.model;

import java.util.function.Supplier;

/**
 * Script that takes a migration back.
 *
 * @param script the file as messages name it: relative to its location, with forward
 * slashes
 * @param content reads the file, when it is asked for; what it gives has the identity of
 * the migration that is taken back
 */
public record UndoScript(String script, Supplier<ResolvedMigration> content) {
}
