/**
 * What is shown and asked on a terminal: tables, colours, a question. Internal.
 */
@NullMarked
package dev.migrations.boot.terminal;

import org.jspecify.annotations.NullMarked;
