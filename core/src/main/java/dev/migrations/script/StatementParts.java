package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the statements that are executed as parts of another one: in and behind
 * {@code WITH}, behind {@code EXPLAIN ANALYZE} and {@code SET STATEMENT … FOR}, and in
 * blocks of code that are executed at once, which routines are not.
 */
final class StatementParts {

	private final StatementTokens tokens;

	private final KnownTexts texts;

	private final List<Part> found = new ArrayList<>();

	private StatementParts(StatementTokens tokens) {
		this(tokens, new KnownTexts());
	}

	private StatementParts(StatementTokens tokens, KnownTexts texts) {
		this.tokens = tokens;
		this.texts = texts;
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
		return keyword == Keyword.DELETE || keyword == Keyword.WITH || keyword == Keyword.MERGE;
	}

	/**
	 * The statement behind words that only say how it is executed.
	 * @param tokens the tokens of the statement
	 * @param words the last of these words
	 * @return the statement; empty if the words are not there
	 */
	static List<Part> behind(StatementTokens tokens, Keyword words) {
		StatementParts parts = new StatementParts(tokens);
		int at = tokens.find(words, 0);
		for (int i = at + 1; at >= 0 && i < tokens.size(); i++) {
			switch (tokens.keyword(i)) {
				case DELETE, MERGE, WITH, TRUNCATE, DROP, CREATE, ALTER, RENAME, PREPARE, EXECUTE -> {
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
	 * @param texts what variables say
	 * @return the statement; empty if it does not stand there
	 */
	static List<Part> ofPrepare(StatementTokens tokens, KnownTexts texts) {
		if (tokens.keyword(2) == Keyword.FROM) {
			StatementParts parts = new StatementParts(tokens, texts);
			parts.text(3, tokens.size());
			return parts.found;
		}
		return behind(tokens, Keyword.AS);
	}

	/**
	 * The statement of {@code EXECUTE IMMEDIATE 'statement'}.
	 * @param tokens the tokens of the statement
	 * @param texts what variables say
	 * @return the statement; empty if it executes what was prepared
	 */
	static List<Part> ofExecute(StatementTokens tokens, KnownTexts texts) {
		StatementParts parts = new StatementParts(tokens, texts);
		parts.execute(0, tokens.size(), false);
		return parts.found;
	}

	/**
	 * The statements of a block.
	 * @param tokens the tokens of its code
	 * @param plpgsql whether it is in PL/pgSQL
	 * @return the statements, in order, whatever they depend on
	 */
	static List<Part> ofBlock(StatementTokens tokens, boolean plpgsql) {
		StatementParts parts = new StatementParts(tokens);
		boolean begins = true;
		for (int at = 0; at < tokens.size(); at++) {
			Keyword keyword = tokens.keyword(at);
			if (begins) {
				switch (keyword) {
					case DROP, TRUNCATE, DELETE, MERGE, ALTER, CREATE, WITH, RENAME, SET, USE, PREPARE ->
						parts.add(at, parts.end(at));
					case EXECUTE -> parts.execute(at, parts.end(at), plpgsql);
					default -> {
					}
				}
			}
			begins = switch (keyword) {
				case BEGIN, ATOMIC, THEN, ELSE, LOOP, DO, REPEAT, IN -> true;
				default -> tokens.type(at) == TokenType.DELIMITER;
			};
			if (keyword == Keyword.HANDLER && tokens.keyword(at + 1) == Keyword.FOR) {
				at = lastCondition(tokens, at + 2);
				begins = true;
			}
		}
		return parts.found;
	}

	/**
	 * Where the conditions of a handler end: names, numbers, {@code NOT FOUND} and
	 * {@code SQLSTATE [VALUE] 'state'}, with commas between them.
	 */
	private static int lastCondition(StatementTokens tokens, int from) {
		int at = from;
		while (true) {
			boolean state = tokens.keyword(at) == Keyword.SQLSTATE;
			at += (state || tokens.keyword(at) == Keyword.NOT) ? 1 : 0;
			at += (state && tokens.keyword(at) == Keyword.VALUE) ? 1 : 0;
			if (!tokens.is(at + 1, ',')) {
				return at;
			}
			at += 2;
		}
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
	 * that is put together; elsewhere than in PL/pgSQL, {@code EXECUTE name} is of what
	 * was prepared.
	 */
	private void execute(int from, int end, boolean plpgsql) {
		boolean immediate = this.tokens.keyword(from + 1) == Keyword.IMMEDIATE;
		if (plpgsql || immediate) {
			text(from + (immediate ? 2 : 1), end);
		}
	}

	private void text(int from, int end) {
		List<Part> known = this.texts.of(this.tokens, from,
				(this.tokens.keyword(from + 2) == Keyword.USING) ? from + 2 : end);
		if (known != null) {
			this.found.addAll(known);
			return;
		}
		boolean alone = from + 1 == end || this.tokens.keyword(from + 1) == Keyword.INTO
				|| this.tokens.keyword(from + 1) == Keyword.USING;
		String text = (alone && this.tokens.type(from) == TokenType.STRING) ? StringContent.of(this.tokens, from)
				: null;
		if (text != null) {
			this.found.add(new Part(text, this.tokens.line(from), null));
			return;
		}
		String does = new PutTogether(this.tokens, this.texts).does(from, end);
		if (!does.isEmpty()) {
			this.found.add(new Part("", this.tokens.line(from), does));
		}
	}

	private void add(int from, int to) {
		if (from < to) {
			this.found.add(new Part(this.tokens.text(from, to), this.tokens.line(from), null));
		}
	}

	/**
	 * Part of a statement.
	 *
	 * @param text its text
	 * @param line on which line of the whole it begins, counted from 0
	 * @param does what it does, if its text cannot be told; null if it can
	 */
	record Part(String text, int line, @Nullable String does) {
	}

}
