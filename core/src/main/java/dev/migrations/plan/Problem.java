package dev.migrations.plan;

/**
 * What forbids to apply anything.
 *
 * @param description what was found
 * @param action what to do about it
 */
public record Problem(String description, String action) {
}
