package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds the statements that are executed as parts of another one: in and behind
 * {@code WITH}, behind {@code EXPLAIN ANALYZE} and {@code SET STATEMENT … FOR}, and in
 * blocks of code that are executed at once, which routines are not.
 */
final class StatementParts {

	/** Text that is put together as it runs, and drops or empties something. */
	private static final Pattern DYNAMIC = Pattern.compile(
			"\\s*(DROP\\s+(TABLE|SCHEMA|SEQUENCE|MATERIALIZED|DATABASE)|TRUNCATE)\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final StatementTokens tokens;

	private final List<Part> found = new ArrayList<>();

	private StatementParts(StatementTokens tokens) {
		this.tokens = tokens;
	}

	/**
	 * The parts of {@code WITH}: those in parentheses that delete, and the statement that
	 * comes last if it does.
	 * @param tokens the tokens of the statement
	 * @return the parts, in order
	 */
	static List<Part> ofWith(StatementTokens tokens) {
		StatementParts parts = new StatementParts(tokens);
		for (int at = 1; at < tokens.size();) {
			if (tokens.is(at, '(')) {
				int end = tokens.skipGroup(at);
				if (deletes(tokens.keyword(at + 1))) {
					parts.add(at + 1, end - 1);
				}
				at = end;
			}
			else if (deletes(tokens.keyword(at))) {
				parts.add(at, tokens.size());
				break;
			}
			else {
				at++;
			}
		}
		return parts.found;
	}

	private static boolean deletes(Keyword keyword) {
		return keyword == Keyword.DELETE || keyword == Keyword.WITH;
	}

	/**
	 * The statement behind words that only say how it is executed.
	 * @param tokens the tokens of the statement
	 * @param words the last of these words
	 * @return the statement; empty if the words are not there
	 */
	static List<Part> behind(StatementTokens tokens, Keyword words) {
		StatementParts parts = new StatementParts(tokens);
		int at = tokens.find(words, 1);
		for (int i = at + 1; at > 0 && i < tokens.size(); i++) {
			switch (tokens.keyword(i)) {
				case DELETE, WITH, TRUNCATE, DROP, CREATE, ALTER -> {
					parts.add(i, tokens.size());
					return parts.found;
				}
				default -> {
				}
			}
		}
		return parts.found;
	}

	/**
	 * The statement of {@code PREPARE s AS statement} or
	 * {@code PREPARE s FROM 'statement'}.
	 * @param tokens the tokens of the statement
	 * @return the statement; empty if it does not stand there
	 */
	static List<Part> ofPrepare(StatementTokens tokens) {
		if (tokens.keyword(2) == Keyword.FROM && tokens.type(3) == TokenType.STRING) {
			return List.of(new Part(content(tokens, 3), tokens.line(3), false));
		}
		return behind(tokens, Keyword.AS);
	}

	/**
	 * The statements of a block.
	 * @param tokens the tokens of its code
	 * @return the statements, in order, whatever they depend on
	 */
	static List<Part> ofBlock(StatementTokens tokens) {
		StatementParts parts = new StatementParts(tokens);
		boolean begins = true;
		for (int at = 0; at < tokens.size(); at++) {
			Keyword keyword = tokens.keyword(at);
			if (begins) {
				switch (keyword) {
					case DROP, TRUNCATE, DELETE, ALTER, CREATE, WITH, RENAME, SET, USE -> parts.add(at, parts.end(at));
					case EXECUTE -> parts.execute(at, parts.end(at));
					default -> {
					}
				}
			}
			begins = switch (keyword) {
				case BEGIN, THEN, ELSE, LOOP -> true;
				default -> tokens.type(at) == TokenType.DELIMITER;
			};
		}
		return parts.found;
	}

	private int end(int from) {
		int at = from;
		while (at < this.tokens.size() && this.tokens.type(at) != TokenType.DELIMITER) {
			at++;
		}
		return at;
	}

	/**
	 * {@code EXECUTE 'statement'}, {@code EXECUTE IMMEDIATE 'statement'}, or of a text
	 * that is put together.
	 */
	private void execute(int from, int end) {
		for (int at = from + 1; at < end; at++) {
			if (this.tokens.type(at) == TokenType.STRING) {
				String text = content(this.tokens, at);
				boolean alone = at + 1 == end && at <= from + 2;
				if (alone || DYNAMIC.matcher(text).matches()) {
					this.found.add(new Part(text, this.tokens.line(at), !alone));
				}
				return;
			}
		}
	}

	private void add(int from, int to) {
		if (from < to) {
			this.found.add(new Part(this.tokens.text(from, to), this.tokens.line(from), false));
		}
	}

	/**
	 * What a string says.
	 */
	static String content(StatementTokens tokens, int index) {
		String text = tokens.text(index);
		if (!text.startsWith("$")) {
			return tokens.unquoted(index);
		}
		int tag = text.indexOf('$', 1) + 1;
		return text.substring(tag, text.length() - tag);
	}

	/**
	 * Part of a statement.
	 *
	 * @param text its text
	 * @param line on which line of the whole it begins, counted from 0
	 * @param incomplete whether the text is only the beginning of what is executed
	 */
	record Part(String text, int line, boolean incomplete) {

		/**
		 * What the statement does, as far as its words say it.
		 */
		String verb() {
			return this.text.strip().toUpperCase(Locale.ROOT).startsWith("DROP") ? "drops" : "empties";
		}

	}

}
