/**
 * Shapes that migration scripts have, and what they leave behind statement by statement.
 */
@NullMarked
package dev.migrations.reliability.shape;

import org.jspecify.annotations.NullMarked;
