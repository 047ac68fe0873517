package dev.migrations.reliability.compare;

import org.jspecify.annotations.Nullable;

/**
 * What came of applying a set in one way.
 *
 * @param first what came first
 * @param mended what came after the mistake was mended; null if there was none
 */
record Course(Outcome first, @Nullable Outcome mended) {
}
