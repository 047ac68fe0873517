/**
 * Starts databases and measured JVMs, and puts what they tell into tables.
 */
@NullMarked
package dev.migrations.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
