/**
 * Fault campaigns and their ledger.
 */
@NullMarked
package dev.migrations.reliability;

import org.jspecify.annotations.NullMarked;
