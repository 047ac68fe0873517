/**
 * Connection details from services that Docker Compose runs.
 */
@NullMarked
package dev.migrations.boot.docker.compose;

import org.jspecify.annotations.NullMarked;
