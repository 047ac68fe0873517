/**
 * Benchmarks, each beside other tools in the same run.
 */
@NullMarked
package dev.migrations.benchmarks;

import org.jspecify.annotations.NullMarked;
