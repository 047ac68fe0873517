/**
 * Reads scripts and splits them into statements. Internal.
 */
@NullMarked
package dev.migrations.script;

import org.jspecify.annotations.NullMarked;
