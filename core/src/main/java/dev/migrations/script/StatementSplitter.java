package dev.migrations.script;

import java.io.Reader;

import dev.migrations.dialect.Vendor;

/**
 * Splits scripts of one database into the statements that its own client would send.
 */
public final class StatementSplitter {

	private final Vendor vendor;

	private final int maxStatementSize;

	/**
	 * Creates a splitter.
	 * @param vendor whose lexical rules apply
	 * @param maxStatementSize longest statement, in characters
	 */
	public StatementSplitter(Vendor vendor, int maxStatementSize) {
		this.vendor = vendor;
		this.maxStatementSize = maxStatementSize;
	}

	/**
	 * Begins to read a script.
	 * @param script the script's location, as messages name it
	 * @param text its normalised text, as {@link NormalizedReader} gives it; closed with
	 * the cursor
	 * @return a cursor before the first statement
	 */
	public StatementCursor split(String script, Reader text) {
		return new StatementReader(this.vendor, script, text, this.maxStatementSize, null);
	}

}
