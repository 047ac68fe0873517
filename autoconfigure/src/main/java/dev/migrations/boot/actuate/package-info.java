/**
 * Actuator endpoint that shows every migration with its state.
 */
@NullMarked
package dev.migrations.boot.actuate;

import org.jspecify.annotations.NullMarked;
