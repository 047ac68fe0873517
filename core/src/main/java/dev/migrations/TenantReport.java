package dev.migrations;

import java.time.Duration;
import java.util.Map;

/**
 * What a run over all tenants did.
 *
 * @param tenants how many tenants there are
 * @param applied how many migrations were applied, in all of them together
 * @param failures why tenants failed, by their ids; they did not stop the others
 * @param duration how long the run took
 */
public record TenantReport(int tenants, int applied, Map<String, RuntimeException> failures, Duration duration) {
}
