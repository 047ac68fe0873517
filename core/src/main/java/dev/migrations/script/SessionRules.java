package dev.migrations.script;

import java.util.Locale;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Follows what a script sets for its session where that changes how the rest of it is
 * read, or cannot be borne.
 */
final class SessionRules {

	private final LexicalRules rules;

	private final Lexer lexer;

	private final StatementTokens tokens;

	/** Null as long as the script sets none. */
	private @Nullable SqlMode mode;

	/**
	 * Whether backslashes escape in plain strings of PostgreSQL, apart from local
	 * settings.
	 */
	private boolean escapes;

	SessionRules(LexicalRules rules, Lexer lexer, StatementTokens tokens) {
		this.rules = rules;
		this.lexer = lexer;
		this.tokens = tokens;
		this.escapes = rules.escapesInPlainStrings();
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
					if (this.rules.utf8Driver()) {
						CharacterSets.requireBearable(this.tokens, place);
					}
					if (this.tokens.find(Keyword.SQL_MODE, 1) > 0) {
						mysql((this.mode != null) ? this.mode : new SqlMode(this.rules));
					}
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
	 * {@code SET [SESSION | LOCAL] standard_conforming_strings} and {@code RESET}, which
	 * brings back what the session began with; what is set locally ends with the
	 * transaction.
	 */
	private void postgres(StatementKind kind) {
		if (kind == StatementKind.SESSION) {
			int setting = this.tokens.find(Keyword.STANDARD_CONFORMING_STRINGS, 1);
			if ((setting > 0 && setting <= 2) || resetsAll()) {
				boolean escapes = sets(setting + 2) ? isOff(setting + 2) : this.rules.escapesInPlainStrings();
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

	private boolean resetsAll() {
		return this.tokens.keyword(1) == Keyword.ALL
				&& (this.tokens.keyword(0) == Keyword.RESET || this.tokens.keyword(0) == Keyword.DISCARD);
	}

	private boolean sets(int value) {
		return this.tokens.keyword(0) == Keyword.SET && this.tokens.keyword(value) != Keyword.DEFAULT;
	}

	private boolean isOff(int index) {
		return index < this.tokens.size() && switch (this.tokens.unquoted(index).toLowerCase(Locale.ROOT)) {
			case "off", "of", "false", "fals", "fal", "fa", "f", "no", "n", "0" -> true;
			default -> false;
		};
	}

	private void mysql(SqlMode mode) {
		mode.follow(this.tokens);
		this.lexer.setDoubleQuotedStrings(!mode.ansiQuotes());
		this.lexer.setBackslashEscapes(mode.escapes());
		this.mode = mode;
	}

}
