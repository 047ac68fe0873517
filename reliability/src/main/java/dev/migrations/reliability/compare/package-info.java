/**
 * Random migrations, applied in several ways of which all must come to the same.
 */
@NullMarked
package dev.migrations.reliability.compare;

import org.jspecify.annotations.NullMarked;
