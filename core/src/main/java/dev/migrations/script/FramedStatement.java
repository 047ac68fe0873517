package dev.migrations.script;

import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Statement together with the transaction in which its script wants it.
 *
 * @param statement the statement
 * @param segment the segment that it belongs to, counted from 1; what was done in earlier
 * segments is to be committed before it
 * @param frame the transaction that the script begins around it; null if it does not
 */
public record FramedStatement(Statement statement, int segment, @Nullable TransactionFrame frame) {
}
