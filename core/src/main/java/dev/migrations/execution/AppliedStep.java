package dev.migrations.execution;

import java.time.Duration;
import java.util.List;

import dev.migrations.plan.Step;

/**
 * Step that was applied.
 *
 * @param step the step
 * @param statements how many statements were executed
 * @param skipped what was left out by a guard, each with its place
 * @param duration how long it took
 */
public record AppliedStep(Step step, int statements, List<String> skipped, Duration duration) {
}
