/**
 * What differs between databases, as data and small strategies. Internal.
 */
@NullMarked
package dev.migrations.dialect;

import org.jspecify.annotations.NullMarked;
