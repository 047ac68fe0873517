package dev.migrations.script;

import java.io.IOException;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.Client;
import dev.migrations.script.ScriptSegment.Category;
import org.jspecify.annotations.Nullable;

/**
 * Recognises commands of the databases' clients between statements: those that change
 * nothing in the database are obeyed or skipped, all others are errors.
 */
final class ClientCommands {

	private static final int MAX_LINE = 1024;

	private final LexicalRules rules;

	private final Lexer lexer;

	private final CharWindow window;

	ClientCommands(LexicalRules rules, Lexer lexer, CharWindow window) {
		this.rules = rules;
		this.lexer = lexer;
		this.window = window;
	}

	/**
	 * Runs the command that begins with the current token, if one does.
	 * @param type the type of the token
	 * @return as what the text of the command counts; null if there is none
	 * @throws IOException if the script cannot be read
	 */
	@Nullable Category run(TokenType type) throws IOException {
		if (type == TokenType.BACKSLASH && this.rules.client() == Client.PSQL) {
			return psql();
		}
		if (type == TokenType.BACKSLASH) {
			if (this.window.peek(0) == 'd') {
				return delimiter("\\d");
			}
			throw unknown();
		}
		if (type == TokenType.WORD && this.rules.client() == Client.MYSQL) {
			switch (this.lexer.keyword()) {
				case DELIMITER -> {
					return delimiter("DELIMITER");
				}
				case SOURCE -> throw unknown();
				default -> {
					return null;
				}
			}
		}
		if (type == TokenType.PUNCTUATION && this.rules.client() == Client.SQLITE3) {
			if (this.lexer.is('.')) {
				throw unknown();
			}
			if (this.lexer.is('#')) {
				throw this.window.place(this.window.mark)
					.invalid("# begins a comment in the first column only", "Write -- instead.");
			}
		}
		return null;
	}

	/**
	 * Sets the delimiter to the word behind the command, which may stand in quotes; the
	 * client does not look at the rest of the line.
	 */
	private Category delimiter(String command) throws IOException {
		String line = line();
		String argument = line.substring(command.length()).strip();
		if (!argument.isEmpty() && "'\"`".indexOf(argument.charAt(0)) >= 0) {
			int closing = argument.indexOf(argument.charAt(0), 1);
			argument = argument.substring(1, (closing > 0) ? closing : argument.length());
		}
		else if (!argument.isEmpty()) {
			argument = argument.split("\\s", 2)[0];
		}
		if (argument.isEmpty() || (command.length() > 2 && line.charAt(command.length()) > ' ')) {
			throw this.window.place(this.window.mark)
				.invalid("DELIMITER is not followed by a delimiter", "Write it as in DELIMITER //.");
		}
		if (argument.indexOf('\\') >= 0) {
			throw this.window.place(this.window.mark)
				.invalid("the delimiter \"" + argument + "\" contains a backslash", "Choose another delimiter.");
		}
		this.lexer.setDelimiter(argument);
		this.window.position = this.window.mark + line.length();
		return Category.DELIMITER;
	}

	/**
	 * Whether the statement that begins with the current token ends with its line: the
	 * client runs {@code USE} without a delimiter.
	 * @param type the type of the token
	 * @return whether it does
	 * @throws IOException if the script cannot be read
	 */
	boolean endsWithLine(TokenType type) throws IOException {
		return this.rules.client() == Client.MYSQL && type == TokenType.WORD && this.lexer.keyword() == Keyword.USE
				&& !line().contains(this.lexer.delimiter());
	}

	/**
	 * Newer dumps switch commands off and on again for their own safety; there is nothing
	 * else that they must do.
	 */
	private Category psql() throws IOException {
		String line = line();
		String command = line.strip();
		if (command.equals("\\restrict") || command.startsWith("\\restrict ") || command.equals("\\unrestrict")
				|| command.startsWith("\\unrestrict ")) {
			this.window.position = this.window.mark + line.length();
			return Category.COMMENT;
		}
		throw unknown();
	}

	/**
	 * The error for a command that is not known.
	 * @return an exception that names the command
	 * @throws IOException if the script cannot be read
	 */
	RuntimeException unknown() throws IOException {
		String client = switch (this.rules.client()) {
			case PSQL -> "psql";
			case SQLITE3 -> "the sqlite3 shell";
			case MYSQL -> "the mysql client";
			case NONE -> "a client";
		};
		String line = line();
		int length = (int) line.chars().limit(40).takeWhile((c) -> c > ' ').count();
		return this.window.place(this.window.mark)
			.invalid("\"" + line.substring(0, length) + "\" is a command of " + client + ", not SQL",
					"Remove it, or write it as SQL.");
	}

	/**
	 * The line from the current token on.
	 */
	private String line() throws IOException {
		int length = this.window.position - this.window.mark;
		this.window.position = this.window.mark;
		int end = 0;
		for (int c = this.window.peek(end); c >= 0 && c != '\n' && end < MAX_LINE; c = this.window.peek(end)) {
			end++;
		}
		String line = new String(this.window.chars, this.window.mark, end);
		this.window.position = this.window.mark + length;
		return line;
	}

}
