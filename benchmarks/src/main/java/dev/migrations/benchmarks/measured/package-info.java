/**
 * What runs in a measured JVM, of which there is a new one for each measurement: the
 * tools, and the plain JDBC programs that are their limits.
 */
@NullMarked
package dev.migrations.benchmarks.measured;

import org.jspecify.annotations.NullMarked;
