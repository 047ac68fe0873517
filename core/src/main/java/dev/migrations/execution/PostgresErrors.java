package dev.migrations.execution;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads what PostgreSQL's driver knows about an error. Loaded only for an error of that
 * driver, because it is optional.
 */
final class PostgresErrors {

	private PostgresErrors() {
	}

	/**
	 * The place of the error in the statement.
	 * @param error the error
	 * @return position of the character, counted from 1; 0 if it is not known
	 */
	static int position(SQLException error) {
		ServerErrorMessage message = message(error);
		return (message != null) ? message.getPosition() : 0;
	}

	/**
	 * The server's words: message, detail and hint.
	 * @param error the error
	 * @return the words; null if the error is not the server's
	 */
	static @Nullable String words(SQLException error) {
		ServerErrorMessage message = message(error);
		if (message == null) {
			return null;
		}
		StringBuilder words = new StringBuilder().append(message.getMessage());
		append(words, "Detail", message.getDetail());
		append(words, "Hint", message.getHint());
		append(words, "Where", message.getWhere());
		return words.toString();
	}

	private static void append(StringBuilder words, String label, @Nullable String text) {
		if (text != null) {
			words.append(System.lineSeparator()).append(label).append(": ").append(text);
		}
	}

	private static @Nullable ServerErrorMessage message(SQLException error) {
		return (error instanceof PSQLException postgres) ? postgres.getServerErrorMessage() : null;
	}

}
