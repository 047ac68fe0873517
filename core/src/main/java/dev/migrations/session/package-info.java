/**
 * The connection with which a run works: borrowed, prepared, with its transactions and
 * its lock, and given back as it was. Internal.
 */
@NullMarked
package dev.migrations.session;

import org.jspecify.annotations.NullMarked;
