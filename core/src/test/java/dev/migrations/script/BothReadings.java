package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Checksum;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A text is read in the same way token by token, many tokens at once, and as an outline.
 */
final class BothReadings {

	private BothReadings() {
	}

	/**
	 * Checks one text.
	 * @param vendor whose rules apply
	 * @param text any text
	 * @param random for the sizes of the pieces in which it arrives
	 */
	static void check(Vendor vendor, String text, RandomGenerator random) {
		StatementDigest expected = new StatementDigest();
		Reading slow = read(reader(vendor, new StringReader(text), new EachToken(expected.listener()), true));
		Reading fast = read(reader(vendor, new StringReader(text), null, true));
		assertThat(fast).isEqualTo(slow);
		int longest = 1 + random.nextInt(60);
		StatementDigest digest = new StatementDigest();
		Reading outline = read(reader(vendor, new ChunkedReader(text, longest, random), digest.listener(), false));
		assertThat(outline).isEqualTo(slow.outline(outline));
		if (slow.error() == null) {
			Checksum checksum = digest.finish();
			assertThat(checksum).isEqualTo(expected.finish());
		}
	}

	private static StatementReader reader(Vendor vendor, Reader text, @Nullable ScriptListener listener,
			boolean withRows) {
		return new StatementReader(vendor, new CharacterClasses(LexicalRules.of(vendor)), "test.sql", text,
				SplitScript.MAX_STATEMENT_SIZE, listener, withRows);
	}

	private static Reading read(StatementReader reader) {
		List<Statement> statements = new ArrayList<>();
		String error = null;
		try (reader) {
			for (Statement next = reader.next(); next != null; next = reader.next()) {
				statements.add(next);
			}
		}
		catch (InvalidScriptException ex) {
			error = ex.getLine() + ":" + ex.getColumn() + " " + ex.getDescription();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Reading(statements, error);
	}

	/**
	 * What came of reading a text.
	 *
	 * @param statements the statements
	 * @param error the error behind them; null if there is none
	 */
	private record Reading(List<Statement> statements, @Nullable String error) {

		/**
		 * This reading as an outline: without the texts of rows, and without those rows
		 * that the outline has left out although another row follows them.
		 */
		Reading outline(Reading read) {
			List<Statement> outline = new ArrayList<>();
			for (int i = 0; i < this.statements.size(); i++) {
				Statement statement = this.statements.get(i);
				boolean rows = statement.listsRows();
				boolean repeated = rows && i + 1 < this.statements.size() && this.statements.get(i + 1).listsRows();
				Statement expected = rows ? statement.withText("") : statement;
				if (!repeated || read.statements.contains(expected)) {
					outline.add(expected);
				}
			}
			return new Reading(outline, this.error);
		}

	}

	/**
	 * Wants to be told each token by itself.
	 */
	private record EachToken(ScriptListener digest) implements ScriptListener {

		@Override
		public void code(TokenType type, char[] chars, int from, int to) {
			this.digest.code(type, chars, from, to);
		}

		@Override
		public void endOfStatement() {
			this.digest.endOfStatement();
		}

		@Override
		public void data(char[] chars, int from, int to) {
			this.digest.data(chars, from, to);
		}

		@Override
		public void endOfData() {
			this.digest.endOfData();
		}

	}

}
