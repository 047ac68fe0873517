/**
 * Compares files with the history: a pure function. Internal.
 */
@NullMarked
package dev.migrations.plan;

import org.jspecify.annotations.NullMarked;
