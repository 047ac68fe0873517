package dev.migrations.execution;

import java.time.Duration;

import dev.migrations.plan.Step;

/**
 * Step that was applied.
 *
 * @param step the step
 * @param statements how many statements were executed
 * @param duration how long it took
 */
public record AppliedStep(Step step, int statements, Duration duration) {
}
