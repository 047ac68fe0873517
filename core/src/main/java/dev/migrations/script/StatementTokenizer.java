package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;

/**
 * Cuts the text of a statement into tokens, as its database reads them. The text may be
 * cut off, or broken. Whether a backslash escapes in a string may depend on what the
 * session is set to, which is not known here: PostgreSQL's
 * {@code standard_conforming_strings}, and the {@code sql_mode} of MariaDB and MySQL.
 */
public final class StatementTokenizer {

	private final LexicalRules rules;

	/**
	 * Creates a tokenizer.
	 * @param vendor whose lexical rules apply
	 */
	public StatementTokenizer(Vendor vendor) {
		this.rules = LexicalRules.of(vendor);
	}

	/**
	 * Cuts a text as a session reads it that is set up by default.
	 * @param text the text
	 * @return its tokens, which are together the text again; a quote or comment that is
	 * never closed is the last of them
	 */
	public List<Token> tokens(String text) {
		return tokens(text, escapesByDefault());
	}

	/**
	 * Cuts a text in each way in which the database may read it.
	 * @param text the text
	 * @return one list of tokens or two, each of which is together the text again; a
	 * quote or comment that is never closed is the last token
	 */
	public List<List<Token>> readings(String text) {
		boolean depends = this.rules.client() == LexicalRules.Client.PSQL
				|| this.rules.client() == LexicalRules.Client.MYSQL;
		return (depends && text.indexOf('\\') >= 0) ? List.of(tokens(text), tokens(text, !escapesByDefault()))
				: List.of(tokens(text));
	}

	private boolean escapesByDefault() {
		return this.rules.backslashEscapes() == LexicalRules.BackslashEscapes.STRINGS;
	}

	private List<Token> tokens(String text, boolean escapes) {
		List<Token> tokens = new ArrayList<>();
		CharWindow window = new CharWindow("", new StringReader(text), Integer.MAX_VALUE);
		Lexer lexer = new Lexer(this.rules, window);
		if (this.rules.backslashEscapes() != LexicalRules.BackslashEscapes.QUOTES) {
			lexer.setBackslashEscapes(escapes);
		}
		int at = 0;
		try {
			for (TokenType type = lexer.next(); type != TokenType.END; type = lexer.next()) {
				int end = (int) lexer.end();
				tokens.add(new Token(kind(type), text.substring(at, end)));
				at = end;
			}
		}
		catch (InvalidScriptException ex) {
			if (at < text.length()) {
				tokens.add(new Token(Token.Kind.STRING, text.substring(at)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return tokens;
	}

	private static Token.Kind kind(TokenType type) {
		return switch (type) {
			case WORD -> Token.Kind.WORD;
			case QUOTED_IDENTIFIER -> Token.Kind.QUOTED_IDENTIFIER;
			case STRING -> Token.Kind.STRING;
			default -> Token.Kind.OTHER;
		};
	}

	/**
	 * Token of a statement.
	 *
	 * @param kind what it is
	 * @param text its text, with quotes and prefix
	 */
	public record Token(Kind kind, String text) {

		/**
		 * What a token is.
		 */
		public enum Kind {

			/**
			 * Identifier without quotes, or keyword.
			 */
			WORD,

			/**
			 * Identifier in quotes.
			 */
			QUOTED_IDENTIFIER,

			/**
			 * String in quotes or dollar quotes.
			 */
			STRING,

			/**
			 * Anything else.
			 */
			OTHER

		}

		/**
		 * The text before what the quotes enclose: prefix and opening quote.
		 * @return the text; empty without quotes
		 */
		public String opening() {
			return this.text.substring(0, openingLength());
		}

		/**
		 * What the quotes enclose, as it is written.
		 * @return the content; all of it without quotes
		 */
		public String content() {
			return this.text.substring(openingLength(), this.text.length() - closing().length());
		}

		/**
		 * The closing quote.
		 * @return the quote; empty without quotes, or if it is missing
		 */
		public String closing() {
			int opening = openingLength();
			if (opening == 0) {
				return "";
			}
			int quote = this.text.charAt(opening - 1);
			String closing = switch (quote) {
				case '$' -> this.text.substring(0, opening);
				case '[' -> "]";
				default -> String.valueOf((char) quote);
			};
			boolean closed = this.text.length() >= opening + closing.length() && this.text.endsWith(closing);
			return closed ? closing : "";
		}

		private int openingLength() {
			if (this.kind != Kind.STRING && this.kind != Kind.QUOTED_IDENTIFIER) {
				return 0;
			}
			if (this.text.charAt(0) == '$') {
				return this.text.indexOf('$', 1) + 1;
			}
			int at = 0;
			while (at < this.text.length() && "'\"`[".indexOf(this.text.charAt(at)) < 0) {
				at++;
			}
			return Math.min(at + 1, this.text.length());
		}

	}

}
