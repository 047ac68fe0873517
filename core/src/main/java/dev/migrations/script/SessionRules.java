package dev.migrations.script;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.Client;
import dev.migrations.model.StatementKind;

/**
 * Follows what a script sets for its session where that changes how the rest of it is
 * read, or cannot be borne.
 */
final class SessionRules {

	/** Modes that make double quotes enclose identifiers. */
	private static final List<String> ANSI = List.of("ANSI_QUOTES", "ANSI", "ORACLE", "MSSQL", "DB2", "MAXDB",
			"POSTGRESQL");

	private final LexicalRules rules;

	private final Lexer lexer;

	private final StatementTokens tokens;

	/** Whether backslashes escape in plain strings, apart from local settings. */
	private boolean escapes;

	private boolean ansiQuotes;

	SessionRules(LexicalRules rules, Lexer lexer, StatementTokens tokens) {
		this.rules = rules;
		this.lexer = lexer;
		this.tokens = tokens;
		this.escapes = rules.client() == Client.MYSQL;
	}

	/**
	 * Follows a statement.
	 * @param kind its kind
	 * @param text its text; empty if it lists rows
	 * @param place where it begins
	 * @throws dev.migrations.model.InvalidScriptException if it sets what the driver does
	 * not bear
	 */
	void follow(StatementKind kind, String text, Place place) {
		switch (this.rules.client()) {
			case PSQL -> {
				if (kind == StatementKind.SESSION || kind == StatementKind.QUERY) {
					DriverSettings.requireBearable(this.tokens, kind, text, place);
				}
				postgres(kind);
			}
			case MYSQL -> {
				if (this.tokens.keyword(0) == Keyword.SET) {
					mysql();
				}
			}
			case SQLITE3 -> {
				if (this.tokens.keyword(0) == Keyword.PRAGMA) {
					FilePragmas.requireBearable(this.tokens, text, place);
				}
			}
			case NONE -> {
			}
		}
	}

	/**
	 * {@code SET [SESSION | LOCAL] standard_conforming_strings} and {@code RESET}; what
	 * is set locally ends with the transaction.
	 */
	private void postgres(StatementKind kind) {
		if (kind == StatementKind.SESSION) {
			int setting = this.tokens.find(Keyword.STANDARD_CONFORMING_STRINGS, 1);
			if (setting > 0 && setting <= 2) {
				boolean escapes = this.tokens.keyword(0) == Keyword.SET && isOff(setting + 2);
				this.escapes = (this.tokens.keyword(1) == Keyword.LOCAL) ? this.escapes : escapes;
				this.lexer.setBackslashEscapes(escapes);
			}
		}
		else if (kind == StatementKind.TRANSACTION_CONTROL) {
			switch (this.tokens.keyword(0)) {
				case COMMIT, END, ROLLBACK, ABORT -> this.lexer.setBackslashEscapes(this.escapes);
				default -> {
				}
			}
		}
	}

	private boolean isOff(int index) {
		return index < this.tokens.size() && switch (this.tokens.unquoted(index).toLowerCase(Locale.ROOT)) {
			case "off", "of", "false", "fals", "fal", "fa", "f", "no", "n", "0" -> true;
			default -> false;
		};
	}

	/**
	 * {@code SET … sql_mode = …} of the session, anywhere in a list of assignments.
	 */
	private void mysql() {
		int mode = this.tokens.find(Keyword.SQL_MODE, 1);
		while (mode > 0 && !isAssigned(mode)) {
			mode = this.tokens.find(Keyword.SQL_MODE, mode + 1);
		}
		if (mode < 0 || isGlobal(mode)) {
			return;
		}
		int from = mode + (this.tokens.is(mode + 1, ':') ? 3 : 2);
		boolean additive = this.tokens.find(Keyword.SQL_MODE, from) > 0;
		boolean removes = this.tokens.find(Keyword.REPLACE, from) > 0;
		Set<String> modes = modes(from);
		boolean quotes = ANSI.stream().anyMatch(modes::contains);
		boolean noEscapes = modes.contains("NO_BACKSLASH_ESCAPES");
		this.ansiQuotes = additive ? (removes ? this.ansiQuotes && !quotes : this.ansiQuotes || quotes) : quotes;
		this.escapes = additive ? (removes ? this.escapes || noEscapes : this.escapes && !noEscapes) : !noEscapes;
		this.lexer.setDoubleQuotedStrings(!this.ansiQuotes);
		this.lexer.setBackslashEscapes(this.escapes);
	}

	private boolean isAssigned(int index) {
		return this.tokens.is(index + 1, '=') || (this.tokens.is(index + 1, ':') && this.tokens.is(index + 2, '='));
	}

	private boolean isGlobal(int index) {
		int scope = this.tokens.is(index - 1, '.') ? index - 2 : index - 1;
		return this.tokens.keyword(scope) == Keyword.GLOBAL || this.tokens.keyword(scope) == Keyword.PERSIST;
	}

	/**
	 * The modes that are named from an index up to the next assignment.
	 */
	private Set<String> modes(int from) {
		Set<String> modes = new HashSet<>();
		int depth = 0;
		for (int i = from; i < this.tokens.size() && !(depth == 0 && this.tokens.is(i, ',')); i++) {
			depth += this.tokens.is(i, '(') ? 1 : this.tokens.is(i, ')') ? -1 : 0;
			boolean variable = this.tokens.is(i - 1, '@');
			if (!variable && (this.tokens.isName(i) || this.tokens.type(i) == TokenType.STRING)) {
				for (String mode : this.tokens.unquoted(i).split(",")) {
					modes.add(mode.strip().toUpperCase(Locale.ROOT));
				}
			}
		}
		return modes;
	}

}
