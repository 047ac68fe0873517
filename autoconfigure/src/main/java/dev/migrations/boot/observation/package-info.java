/**
 * Observations of runs.
 */
@NullMarked
package dev.migrations.boot.observation;

import org.jspecify.annotations.NullMarked;
