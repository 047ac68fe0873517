/**
 * A store of documents whose schema is made by a call, not by a start.
 */
@NullMarked
package dev.migrations.samples.ctx;

import org.jspecify.annotations.NullMarked;
