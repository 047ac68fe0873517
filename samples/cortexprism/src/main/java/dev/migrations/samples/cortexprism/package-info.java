/**
 * An agent's memory, sessions, secrets and plugins, in five SQLite files with one
 * sequence of migrations.
 */
@NullMarked
package dev.migrations.samples.cortexprism;

import org.jspecify.annotations.NullMarked;
