package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;

/**
 * What a statement does to the transaction.
 *
 * @param action what it does
 * @param chain whether the next transaction begins with it
 * @param modes what it asks of the transaction that it begins
 */
record TransactionCommand(Action action, boolean chain, String modes) {

	enum Action {

		/** Begins a transaction. */
		BEGIN,

		/** Says how the transaction is to be, at its beginning. */
		MODES,

		/** Ends it and keeps what was done. */
		COMMIT,

		/** Ends it and takes back what was done. */
		ROLLBACK,

		/** Sets, releases or returns to a savepoint. */
		SAVEPOINT,

		/** Has statements commit by themselves from here on. */
		AUTOCOMMIT_ON,

		/** Has statements wait for a commit from here on. */
		AUTOCOMMIT_OFF,

		/** Anything that only works with other connections, or cannot be told. */
		UNSUPPORTED,

		/** Nothing. */
		NONE

	}

	/**
	 * Parses a statement.
	 * @param vendor its database
	 * @param statement transaction control, or a statement of the session
	 * @return what it does
	 */
	static TransactionCommand of(Vendor vendor, Statement statement) {
		CharWindow window = new CharWindow("", new StringReader(statement.text()), Integer.MAX_VALUE);
		Lexer lexer = new Lexer(LexicalRules.of(vendor), window);
		StatementTokens tokens = new StatementTokens(window);
		try {
			for (TokenType type = lexer.next(); type != TokenType.END; type = lexer.next()) {
				if (!type.isBlank() && type != TokenType.HINT && type != TokenType.CODE_COMMENT_BEGIN
						&& type != TokenType.CODE_COMMENT_END) {
					tokens.add(type, (type == TokenType.WORD) ? lexer.keyword() : Keyword.NONE);
				}
			}
		}
		catch (InvalidScriptException ex) {
			// The script has changed how strings are read; what comes before them
			// decides.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return of(tokens);
	}

	private static TransactionCommand of(StatementTokens tokens) {
		Keyword second = tokens.keyword(1);
		return switch (tokens.keyword(0)) {
			case BEGIN, START -> command(Action.BEGIN, modes(tokens));
			case COMMIT, END -> (second == Keyword.PREPARED) ? command(Action.UNSUPPORTED, "")
					: new TransactionCommand(Action.COMMIT, isChain(tokens), "");
			case ROLLBACK -> rollback(tokens);
			case ABORT -> command(Action.ROLLBACK, "");
			case SAVEPOINT, RELEASE -> command(Action.SAVEPOINT, "");
			case SET -> (second == Keyword.TRANSACTION) ? command(Action.MODES, modes(tokens))
					: (tokens.find(Keyword.AUTOCOMMIT, 1) > 0) ? autocommit(tokens) : command(Action.NONE, "");
			case PREPARE -> command(
					(second == Keyword.TRANSACTION || second == Keyword.COMMIT) ? Action.UNSUPPORTED : Action.NONE, "");
			case XA -> command(Action.UNSUPPORTED, "");
			default -> command(Action.NONE, "");
		};
	}

	private static TransactionCommand command(Action action, String modes) {
		return new TransactionCommand(action, false, modes);
	}

	private static TransactionCommand rollback(StatementTokens tokens) {
		if (tokens.find(Keyword.TO, 1) > 0) {
			return command(Action.SAVEPOINT, "");
		}
		return command((tokens.keyword(1) == Keyword.PREPARED) ? Action.UNSUPPORTED : Action.ROLLBACK, "");
	}

	private static boolean isChain(StatementTokens tokens) {
		int chain = tokens.find(Keyword.CHAIN, 1);
		return chain > 0 && tokens.keyword(chain - 1) != Keyword.NO;
	}

	/**
	 * Only an assignment to this one variable can be told apart from the others.
	 */
	private static TransactionCommand autocommit(StatementTokens tokens) {
		for (int i = 0; i < tokens.size(); i++) {
			if (tokens.is(i, ',')) {
				return command(Action.UNSUPPORTED, "");
			}
		}
		String value = tokens.unquoted(tokens.size() - 1);
		return switch (value.toUpperCase(Locale.ROOT)) {
			case "0", "OFF", "FALSE" -> command(Action.AUTOCOMMIT_OFF, "");
			case "1", "ON", "TRUE" -> command(Action.AUTOCOMMIT_ON, "");
			default -> command(Action.UNSUPPORTED, "");
		};
	}

	private static String modes(StatementTokens tokens) {
		int first = 1;
		while (tokens.keyword(first) == Keyword.TRANSACTION || tokens.keyword(first) == Keyword.WORK) {
			first++;
		}
		StringBuilder modes = new StringBuilder();
		for (int i = first; i < tokens.size(); i++) {
			boolean comma = tokens.is(i, ',');
			if (tokens.keyword(i) == Keyword.TRANSACTION) {
				continue;
			}
			modes.append((modes.isEmpty() || comma) ? "" : " ").append(tokens.text(i));
		}
		return modes.toString();
	}

}
