package dev.migrations.execution;

import dev.migrations.history.History;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.plan.Step;
import dev.migrations.session.SessionState;

/**
 * What works on one script, from its first statement to its commit.
 *
 * @param step the migration
 * @param migration the same, with what was found out by reading its script
 * @param history the history as it was read
 * @param gathers whether it is sent in one trip with others
 * @param script its statements
 * @param pragmas what SQLite sets outside of a transaction
 * @param progress how far it got
 * @param segments sends it
 * @param sender through which it is sent
 * @param session what it sets
 * @param retries whether it is tried again where it did not get a lock
 */
record ScriptWork(Step step, ResolvedMigration migration, History history, boolean gathers, OpenScript script,
		SqlitePragmas pragmas, Progress progress, Segments segments, StatementSender sender, SessionState session,
		LockRetries retries) {
}
