package dev.migrations.execution;

import java.io.IOException;

import dev.migrations.model.ResolvedMigration;
import dev.migrations.script.NormalizedReader;
import dev.migrations.script.StatementCursor;
import dev.migrations.script.StatementSplitter;

/**
 * Opens scripts for execution.
 */
public final class ScriptOpener {

	private final StatementSplitter splitter;

	/**
	 * Creates an opener.
	 * @param splitter splits the scripts
	 */
	public ScriptOpener(StatementSplitter splitter) {
		this.splitter = splitter;
	}

	/**
	 * Counts the statements of a script.
	 * @param migration whose script
	 * @return how many there are
	 * @throws IOException if the script cannot be read
	 */
	public int count(ResolvedMigration migration) throws IOException {
		try (StatementCursor cursor = open(migration)) {
			int count = 0;
			while (cursor.next() != null) {
				count++;
			}
			return count;
		}
	}

	StatementCursor open(ResolvedMigration migration) throws IOException {
		return this.splitter.split(migration.script(),
				new NormalizedReader(migration.script(), migration.content().open()));
	}

}
