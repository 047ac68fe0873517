/**
 * The vocabulary: versions, migrations, statements, states and exceptions.
 */
@NullMarked
package dev.migrations.model;

import org.jspecify.annotations.NullMarked;
