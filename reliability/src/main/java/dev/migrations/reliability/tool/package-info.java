/**
 * The engine under test and its controls.
 */
@NullMarked
package dev.migrations.reliability.tool;

import org.jspecify.annotations.NullMarked;
