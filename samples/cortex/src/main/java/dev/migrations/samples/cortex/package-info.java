/**
 * One application on the database that its environment variables name, with a chain of
 * migrations for each product.
 */
@NullMarked
package dev.migrations.samples.cortex;

import org.jspecify.annotations.NullMarked;
