package dev.migrations.execution;

import java.io.IOException;

import dev.migrations.model.ResolvedMigration;
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
		try (OpenScript script = open(migration)) {
			int count = 0;
			while (script.next() != null) {
				count++;
			}
			return count;
		}
	}

	OpenScript open(ResolvedMigration migration) throws IOException {
		return new OpenScript(migration, this.splitter);
	}

}
