package dev.migrations.model;

import java.time.Duration;

/**
 * How long the statements of a script may wait and take.
 *
 * @param lockTimeout how long a statement waits for a lock of the database; zero for as
 * long as it takes
 * @param retries how often a script whose statement did not get its lock is tried again
 * @param timeout how long a statement may take; zero for as long as it takes
 */
public record StatementLimits(Duration lockTimeout, int retries, Duration timeout) {
}
