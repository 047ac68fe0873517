/**
 * Reads and writes what was applied. Internal.
 */
@NullMarked
package dev.migrations.history;

import org.jspecify.annotations.NullMarked;
