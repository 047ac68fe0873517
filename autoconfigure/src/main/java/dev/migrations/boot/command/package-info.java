/**
 * Commands: {@code java -jar app.jar migrations …}. Internal.
 */
@NullMarked
package dev.migrations.boot.command;

import org.jspecify.annotations.NullMarked;
