package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;

/**
 * Reads the tokens of a statement, or of a part of one, as far as they tell what becomes
 * of data.
 */
final class TokenReader {

	/** Enough to see what kind of object is created, and its name. */
	static final int TOKENS_OF_CREATE = 32;

	private final Vendor vendor;

	private final LexicalRules rules;

	private final ForeseenObjects foreseen;

	/**
	 * Creates a reader.
	 * @param vendor whose lexical rules apply
	 * @param foreseen is told if names may not be what they seem
	 */
	TokenReader(Vendor vendor, ForeseenObjects foreseen) {
		this.vendor = vendor;
		this.rules = LexicalRules.of(vendor);
		this.foreseen = foreseen;
	}

	/**
	 * Reads them.
	 * @param text the text of the statement
	 * @return its tokens without comments; none if it cannot be executed
	 */
	StatementTokens read(String text) {
		CharWindow window = new CharWindow("", new StringReader(text), Integer.MAX_VALUE);
		Lexer lexer = new Lexer(this.rules, window);
		StatementTokens read = new StatementTokens(window);
		read.readAs(this.vendor);
		try {
			for (TokenType type = lexer.next(); type != TokenType.END; type = lexer.next()) {
				boolean code = switch (type) {
					case SPACE, COMMENT, OPTION_COMMENT, HINT, CODE_COMMENT_BEGIN, CODE_COMMENT_END -> false;
					default -> true;
				};
				if (type == TokenType.QUOTED_IDENTIFIER && this.vendor == Vendor.H2) {
					// Whether it is the same without quotes, the URL of the database
					// decides.
					this.foreseen.doubtSpelling();
				}
				if (code) {
					read.add(type, (type == TokenType.WORD) ? lexer.keyword() : Keyword.NONE);
				}
				if (read.size() == TOKENS_OF_CREATE && read.keyword(0) == Keyword.CREATE
						&& read.keyword(3) != Keyword.AS && read.find(Keyword.TEMP, 1) < 0
						&& read.find(Keyword.TEMPORARY, 1) < 0) {
					break;
				}
			}
		}
		catch (InvalidScriptException ex) {
			// The value of a placeholder has broken it: it will not be executed.
			read.clear();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return read;
	}

}
