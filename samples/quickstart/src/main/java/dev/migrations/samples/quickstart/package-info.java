/**
 * The quickstart: one application, one database.
 */
@NullMarked
package dev.migrations.samples.quickstart;

import org.jspecify.annotations.NullMarked;
