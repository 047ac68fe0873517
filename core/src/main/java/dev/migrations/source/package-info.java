/**
 * Finds migration files, reads their names and computes their checksums. Internal.
 */
@NullMarked
package dev.migrations.source;

import org.jspecify.annotations.NullMarked;
