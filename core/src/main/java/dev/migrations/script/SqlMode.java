package dev.migrations.script;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.BackslashEscapes;

/**
 * What the {@code sql_mode} of a MariaDB or MySQL session says of quotes, as far as
 * scripts set it.
 */
final class SqlMode {

	/** Modes that make double quotes enclose identifiers. */
	private static final List<String> ANSI = List.of("ANSI_QUOTES", "ANSI", "ORACLE", "MSSQL", "DB2", "MAXDB",
			"POSTGRESQL");

	private static final String NO_ESCAPES = "NO_BACKSLASH_ESCAPES";

	/** The bits of both where the mode is written as a number. */
	private static final long ANSI_BIT = 1 << 2;

	private static final long NO_ESCAPES_BIT = 1 << 20;

	private final LexicalRules before;

	private boolean escapes;

	private boolean ansiQuotes;

	/**
	 * Begins with the mode that the session has.
	 * @param rules the lexical rules in that mode
	 */
	SqlMode(LexicalRules rules) {
		this.before = rules;
		begin();
	}

	private void begin() {
		this.escapes = this.before.backslashEscapes() == BackslashEscapes.STRINGS;
		this.ansiQuotes = !this.before.doubleQuotedStrings();
	}

	/**
	 * Whether backslashes escape in strings.
	 */
	boolean escapes() {
		return this.escapes;
	}

	/**
	 * Whether double quotes enclose identifiers.
	 */
	boolean ansiQuotes() {
		return this.ansiQuotes;
	}

	/**
	 * Follows {@code SET … sql_mode = …} of the session, anywhere in a list of
	 * assignments.
	 * @param tokens the statement
	 */
	void follow(StatementTokens tokens) {
		int mode = isSet(tokens) ? tokens.find(Keyword.SQL_MODE, 1) : -1;
		while (mode > 0 && !isAssigned(tokens, mode)) {
			mode = tokens.find(Keyword.SQL_MODE, mode + 1);
		}
		if (mode < 0 || isGlobal(tokens, mode)) {
			return;
		}
		int from = mode + (tokens.is(mode + 1, ':') ? 3 : 2);
		boolean additive = tokens.find(Keyword.SQL_MODE, from) > 0;
		boolean removes = tokens.find(Keyword.REPLACE, from) > 0;
		Set<String> modes = modes(tokens, from);
		if (!additive && (modes.isEmpty() || modes.contains("DEFAULT"))) {
			// Most often what was remembered, or what the session has anyway.
			begin();
			return;
		}
		boolean quotes = ANSI.stream().anyMatch(modes::contains);
		boolean noEscapes = modes.contains(NO_ESCAPES);
		this.ansiQuotes = additive ? (removes ? this.ansiQuotes && !quotes : this.ansiQuotes || quotes) : quotes;
		this.escapes = additive ? (removes ? this.escapes || noEscapes : this.escapes && !noEscapes) : !noEscapes;
	}

	/**
	 * Not what is set for one statement, which has been read by then.
	 */
	private static boolean isSet(StatementTokens tokens) {
		return tokens.keyword(0) == Keyword.SET && tokens.keyword(1) != Keyword.STATEMENT;
	}

	private static boolean isAssigned(StatementTokens tokens, int index) {
		return tokens.is(index + 1, '=') || (tokens.is(index + 1, ':') && tokens.is(index + 2, '='));
	}

	private static boolean isGlobal(StatementTokens tokens, int index) {
		int scope = tokens.is(index - 1, '.') ? index - 2 : index - 1;
		return tokens.keyword(scope) == Keyword.GLOBAL || tokens.keyword(scope) == Keyword.PERSIST
				|| tokens.text(scope).equalsIgnoreCase("PERSIST_ONLY");
	}

	/**
	 * The modes that are named from an index up to the next assignment.
	 */
	private static Set<String> modes(StatementTokens tokens, int from) {
		Set<String> modes = new HashSet<>();
		int depth = 0;
		for (int i = from; i < tokens.size() && !(depth == 0 && tokens.is(i, ',')); i++) {
			depth += tokens.is(i, '(') ? 1 : tokens.is(i, ')') ? -1 : 0;
			boolean variable = tokens.is(i - 1, '@');
			if (!variable && (tokens.isName(i) || tokens.type(i) == TokenType.STRING)) {
				for (String mode : tokens.unquoted(i).split(",")) {
					modes.add(mode.strip().toUpperCase(Locale.ROOT));
				}
			}
			else if (i == from && tokens.type(i) == TokenType.NUMBER) {
				addBits(tokens.text(i), modes);
			}
		}
		return modes;
	}

	private static void addBits(String number, Set<String> modes) {
		modes.add(number);
		long bits = number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
		if ((bits & ANSI_BIT) != 0) {
			modes.add(ANSI.get(0));
		}
		if ((bits & NO_ESCAPES_BIT) != 0) {
			modes.add(NO_ESCAPES);
		}
	}

}
