package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * {@code ${name}} in a statement that is sent as it stands. What comments and dollar
 * quotes hold does not count: there it is mostly of another language.
 *
 * @param name the name
 * @param line the line in the script, counted from 1
 * @param column the column in the script, counted from 1
 */
public record LiteralPlaceholder(String name, long line, int column) {

	/**
	 * Finds the first one.
	 * @param statement the statement
	 * @param rules the lexical rules of its database
	 * @return the first one; null if there is none
	 */
	public static @Nullable LiteralPlaceholder in(Statement statement, LexicalRules rules) {
		String text = statement.text();
		int at = Placeholders.next(text, 0);
		if (at < 0) {
			return null;
		}
		Lexer lexer = new Lexer(rules, new CharWindow("", new StringReader(text), Integer.MAX_VALUE));
		try {
			for (TokenType type = lexer.next(); at >= 0 && type != TokenType.END; type = lexer.next()) {
				boolean counts = !type.isBlank()
						&& !(type == TokenType.STRING && text.charAt((int) lexer.start()) == '$');
				if (counts && at < lexer.end()) {
					return of(statement, at);
				}
				while (at >= 0 && at < lexer.end()) {
					at = Placeholders.next(text, at + 2);
				}
			}
		}
		catch (InvalidScriptException ex) {
			// As a part of the script it could be read.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return null;
	}

	private static LiteralPlaceholder of(Statement statement, int at) {
		String text = statement.text();
		Place place = Placeholders.place("", statement, at);
		return new LiteralPlaceholder(text.substring(at + 2, text.indexOf('}', at)), place.line(), place.column());
	}

}
