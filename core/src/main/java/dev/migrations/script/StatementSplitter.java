package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Splits scripts of one database into the statements that its own client would send.
 */
public final class StatementSplitter {

	private final Vendor vendor;

	private final LexicalRules rules;

	private final int maxStatementSize;

	private final CharacterClasses classes;

	/**
	 * Creates a splitter for a database as it is set up by default.
	 * @param vendor whose lexical rules apply
	 * @param maxStatementSize longest statement, in characters
	 */
	public StatementSplitter(Vendor vendor, int maxStatementSize) {
		this(vendor, LexicalRules.of(vendor), maxStatementSize);
	}

	/**
	 * Creates a splitter.
	 * @param vendor the database
	 * @param rules its lexical rules in the session at hand
	 * @param maxStatementSize longest statement, in characters
	 */
	public StatementSplitter(Vendor vendor, LexicalRules rules, int maxStatementSize) {
		this.vendor = vendor;
		this.rules = rules;
		this.maxStatementSize = maxStatementSize;
		this.classes = new CharacterClasses(rules);
	}

	/**
	 * Begins to read a script.
	 * @param script the script's location, as messages name it
	 * @param text its normalised text, as {@link NormalizedReader} gives it; closed with
	 * the cursor
	 * @return a cursor before the first statement
	 */
	public StatementCursor split(String script, Reader text) {
		return read(script, text, null, RowTexts.EACH);
	}

	/**
	 * Begins to read a script whose checksum is taken on the way.
	 * @param script the script's location, as messages name it
	 * @param text its normalised text; closed with the cursor
	 * @param digest takes the checksum
	 * @return a cursor before the first statement
	 */
	public StatementCursor split(String script, Reader text, StatementDigest digest) {
		return read(script, text, digest.listener(), RowTexts.EACH);
	}

	/**
	 * Begins to read a script of which only the outline matters, and whose checksum is
	 * taken on the way.
	 * @param script the script's location, as messages name it
	 * @param text its normalised text; closed with the cursor
	 * @param digest takes the checksum
	 * @return a cursor before the first statement; those that
	 * {@linkplain Statement#listsRows() list rows} have no text, and of some that are
	 * alike only the last is told
	 */
	public StatementCursor outline(String script, Reader text, StatementDigest digest) {
		return read(script, text, digest.listener(), RowTexts.NONE);
	}

	/**
	 * Begins to read a script of which only the outline matters.
	 * @param script the script's location, as messages name it
	 * @param text its normalised text; closed with the cursor
	 * @return a cursor before the first statement; those that
	 * {@linkplain Statement#listsRows() list rows} have no text, and of some that are
	 * alike only the last is told
	 */
	public StatementCursor outline(String script, Reader text) {
		return read(script, text, null, RowTexts.NONE);
	}

	/**
	 * Begins to read a script of which statements that list rows may be sent together.
	 * @param script the script's location, as messages name it
	 * @param text its normalised text; closed with the cursor
	 * @return a cursor before the first statement; those that
	 * {@linkplain Statement#listsRows() list rows}, follow each other and begin alike are
	 * one
	 */
	public StatementCursor together(String script, Reader text) {
		return read(script, text, null, RowTexts.TOGETHER);
	}

	/**
	 * Tells of every character of a script what it belongs to.
	 * @param script the script's location, as messages name it
	 * @param text its normalised text; it is closed
	 * @return the segments, which follow each other without gaps
	 * @throws IOException if the script cannot be read
	 * @throws dev.migrations.model.InvalidScriptException if the script cannot be split
	 */
	public List<ScriptSegment> segments(String script, Reader text) throws IOException {
		List<ScriptSegment> segments = new ArrayList<>();
		ScriptListener listener = new ScriptListener() {
			@Override
			public void segment(ScriptSegment.Category category, long start, long end) {
				segments.add(new ScriptSegment(category, start, end));
			}
		};
		try (StatementReader reader = read(script, text, listener, RowTexts.EACH)) {
			while (reader.next() != null) {
				// The listener is told all segments meanwhile.
			}
		}
		return segments;
	}

	private StatementReader read(String script, Reader text, @Nullable ScriptListener listener, RowTexts rows) {
		return new StatementReader(this.vendor, this.rules, this.classes.another(), script, text, this.maxStatementSize,
				listener, rows);
	}

}
