/**
 * The oracle: which states of a database are right, and when.
 */
@NullMarked
package dev.migrations.reliability.check;

import org.jspecify.annotations.NullMarked;
