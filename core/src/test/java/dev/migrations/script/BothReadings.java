package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Checksum;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A text is read in the same way token by token, many tokens at once, many statements at
 * once, and as an outline.
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
		Reading slow = read(reader(vendor, new StringReader(text), new EachToken(expected.listener()), RowTexts.EACH));
		Reading fast = read(reader(vendor, new StringReader(text), null, RowTexts.EACH));
		assertThat(fast).isEqualTo(slow);
		Reading together = read(reader(vendor, pieces(text, random), null, RowTexts.TOGETHER));
		assertThat(together.apart(slow)).isEqualTo(slow);
		StatementDigest digest = new StatementDigest();
		Reading outline = read(reader(vendor, pieces(text, random), digest.listener(), RowTexts.NONE));
		assertThat(outline).isEqualTo(slow.outline(outline));
		if (slow.error() == null) {
			Checksum checksum = digest.finish();
			assertThat(checksum).isEqualTo(expected.finish());
		}
	}

	private static Reader pieces(String text, RandomGenerator random) {
		return random.nextBoolean() ? new StringReader(text) : new ChunkedReader(text, 1 + random.nextInt(60), random);
	}

	static StatementReader reader(Vendor vendor, Reader text, @Nullable ScriptListener listener, RowTexts rows) {
		return new StatementReader(vendor, LexicalRules.of(vendor), new CharacterClasses(LexicalRules.of(vendor)),
				"test.sql", text, SplitScript.MAX_STATEMENT_SIZE, listener, rows);
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

		/**
		 * This reading with each statement by itself.
		 * @param slow the statements of which those that are several should be made
		 */
		Reading apart(Reading slow) {
			List<Statement> apart = new ArrayList<>();
			for (Statement statement : this.statements) {
				int first = statement.number() - 1;
				List<Statement> expected = slow.statements.subList(first, first + statement.count());
				if (statement.count() == 1 || !isOf(statement, expected)) {
					apart.add(statement);
				}
				else {
					apart.addAll(expected);
				}
			}
			return new Reading(apart, this.error);
		}

		/**
		 * Whether a statement begins as the first of some, and its text is theirs with a
		 * delimiter between each two.
		 */
		private static boolean isOf(Statement statement, List<Statement> some) {
			Statement first = some.get(0);
			StringBuilder pattern = new StringBuilder(Pattern.quote(first.text()));
			for (Statement next : some.subList(1, some.size())) {
				pattern.append("\\s*;\\s*").append(Pattern.quote(next.text()));
			}
			return some.stream().allMatch((one) -> one.guard() == null && one.listsRows())
					&& statement.text().matches(pattern.toString())
					&& new Statement(first.number(), statement.text(), first.line(), first.column(), first.kind(),
							first.transactional(), first.objects(), first.guard(), first.listsRows(), some.size())
						.equals(statement);
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
