/**
 * Entry points: the migrator, its builder and what it reports.
 */
@NullMarked
package dev.migrations;

import org.jspecify.annotations.NullMarked;
