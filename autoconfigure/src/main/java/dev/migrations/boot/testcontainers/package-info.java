/**
 * Connection details from containers that Testcontainers runs.
 */
@NullMarked
package dev.migrations.boot.testcontainers;

import org.jspecify.annotations.NullMarked;
