package dev.migrations.execution;

import dev.migrations.lock.ConnectionSource;
import dev.migrations.model.StatementLimits;
import dev.migrations.model.TransactionMode;

/**
 * Under which conditions a run executes its statements.
 *
 * @param limits how long statements may wait and take, and how often they are tried
 * @param transaction which migrations share a transaction
 * @param connections opens a connection beside the working one, to watch it
 * @param listener told how far the run is
 * @param blocks whether a migration may be sent as one block, where the server has them
 */
public record RunConditions(StatementLimits limits, TransactionMode transaction, ConnectionSource connections,
		RunListener listener, boolean blocks) {
}
