/**
 * Real processes: instances that are started, stopped and killed.
 */
@NullMarked
package dev.migrations.reliability.process;

import org.jspecify.annotations.NullMarked;
