/**
 * Executes the plan, statement by statement. Internal.
 */
@NullMarked
package dev.migrations.execution;

import org.jspecify.annotations.NullMarked;
