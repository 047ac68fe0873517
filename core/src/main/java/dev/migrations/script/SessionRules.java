package dev.migrations.script;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.Client;
import dev.migrations.model.StatementKind;

/**
 * Follows what a script sets for its session where that changes how the rest of it is
 * read.
 */
final class SessionRules {

	private final LexicalRules rules;

	private final Lexer lexer;

	private final StatementTokens tokens;

	SessionRules(LexicalRules rules, Lexer lexer, StatementTokens tokens) {
		this.rules = rules;
		this.lexer = lexer;
		this.tokens = tokens;
	}

	/**
	 * Follows a statement.
	 * @param kind its kind
	 */
	void follow(StatementKind kind) {
		if (this.rules.client() == Client.PSQL) {
			postgres(kind);
		}
	}

	private void postgres(StatementKind kind) {
		if (kind == StatementKind.SESSION) {
			int setting = this.tokens.find(Keyword.STANDARD_CONFORMING_STRINGS, 1);
			if (setting > 0 && setting <= 2) {
				this.lexer.setBackslashEscapes(this.tokens.keyword(0) == Keyword.SET && isOff(setting + 2));
			}
		}
	}

	private boolean isOff(int index) {
		return index < this.tokens.size() && switch (this.tokens.unquoted(index).toLowerCase(java.util.Locale.ROOT)) {
			case "off", "false", "no", "0", "of", "fals", "fal", "fa", "f", "n" -> true;
			default -> false;
		};
	}

}
