package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.Client;
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

	/** Whether backslashes escape in plain strings of PostgreSQL. */
	private boolean escapes;

	private SqlMode mode;

	/**
	 * Creates a reader.
	 * @param vendor the database
	 * @param rules its lexical rules in the session at hand
	 * @param foreseen is told if names may not be what they seem
	 */
	TokenReader(Vendor vendor, LexicalRules rules, ForeseenObjects foreseen) {
		this.vendor = vendor;
		this.rules = rules;
		this.mode = new SqlMode(rules);
		this.escapes = isOfPostgres() && rules.escapesInPlainStrings();
		this.foreseen = foreseen;
	}

	private boolean isOfPostgres() {
		return this.rules.client() == Client.PSQL;
	}

	/**
	 * Says whether backslashes escape in plain strings of PostgreSQL from here on.
	 */
	void setBackslashEscapes(boolean escapes) {
		this.escapes = escapes;
	}

	/**
	 * A script begins, in the session as it was.
	 */
	void begin() {
		this.mode = new SqlMode(this.rules);
		this.escapes = isOfPostgres() && this.rules.escapesInPlainStrings();
	}

	/**
	 * A statement has been executed, which may say how the next ones are read on MariaDB
	 * and MySQL.
	 */
	void follow(StatementTokens tokens) {
		if (this.rules.client() == Client.MYSQL) {
			this.mode.follow(tokens);
		}
	}

	/**
	 * Reads them.
	 * @param text the text of the statement
	 * @return its tokens without comments; none if it cannot be executed
	 */
	StatementTokens read(String text) {
		boolean mysql = this.rules.client() == Client.MYSQL;
		boolean escaping = mysql ? this.mode.escapes() : this.escapes;
		StatementTokens read = read(text, escaping);
		// What was set may not be what is in force.
		return ((escaping || mysql) && read.size() == 0) ? read(text, !escaping) : read;
	}

	/**
	 * Takes a text apart that may be several statements, as it may on PostgreSQL alone.
	 * @param text the text
	 * @return their texts
	 */
	List<String> statements(String text) {
		List<String> statements = new ArrayList<>();
		int from = 0;
		for (int at = text.indexOf(';'); at >= 0 && this.vendor == Vendor.POSTGRESQL; at = text.indexOf(';', at + 1)) {
			StatementTokens before = read(text.substring(from, at));
			if (before.size() > 0) {
				statements.add(text.substring(from, at));
				from = at + 1;
			}
		}
		statements.add(text.substring(from));
		return statements;
	}

	private StatementTokens read(String text, boolean escaping) {
		CharWindow window = new CharWindow("", new StringReader(text), Integer.MAX_VALUE);
		Lexer lexer = new Lexer(this.rules, window);
		StatementTokens read = new StatementTokens(window);
		read.readAs(this.vendor, escaping);
		if (this.rules.client() == Client.MYSQL) {
			lexer.setDoubleQuotedStrings(!this.mode.ansiQuotes());
		}
		if (isOfPostgres() || this.rules.client() == Client.MYSQL) {
			lexer.setBackslashEscapes(escaping);
		}
		try {
			for (TokenType type = lexer.next(); type != TokenType.END; type = lexer.next()) {
				boolean code = switch (type) {
					case SPACE, COMMENT, OPTION_COMMENT, HINT, CODE_COMMENT_BEGIN, CODE_COMMENT_END -> false;
					default -> true;
				};
				if (type == TokenType.CODE_COMMENT_BEGIN) {
					read.setConditional();
				}
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
