/**
 * The applications whose start is measured.
 */
@NullMarked
package dev.migrations.benchmarks.application;

import org.jspecify.annotations.NullMarked;
