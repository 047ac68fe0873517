package dev.migrations.script;

import java.util.Locale;

/**
 * Pragmas of SQLite that a script may not set, for what they do to the file of the
 * database:
 * <ol>
 * <li>{@code journal_mode=OFF} and {@code MEMORY} give up the file in which SQLite keeps
 * what a transaction replaces, until it is committed.</li>
 * <li>{@code locking_mode=EXCLUSIVE} keeps the file locked after the transactions of the
 * connection. In a file with a write-ahead log it cannot even be left again.</li>
 * </ol>
 */
final class FilePragmas {

	private FilePragmas() {
	}

	/**
	 * Refuses those.
	 * @param tokens a pragma
	 * @param text its text
	 * @param place where it begins
	 * @throws dev.migrations.model.InvalidScriptException if it is one of them
	 */
	static void requireBearable(StatementTokens tokens, String text, Place place) {
		int name = tokens.is(2, '.') ? 3 : 1;
		int value = name + 2;
		if (value >= tokens.size()) {
			return;
		}
		String mode = tokens.unquoted(value).toLowerCase(Locale.ROOT);
		switch (tokens.unquoted(name).toLowerCase(Locale.ROOT)) {
			case "journal_mode" -> {
				boolean temporary = name == 3 && tokens.unquoted(1).equalsIgnoreCase("temp");
				// SQLite accepts the beginning of a mode as well.
				boolean unsafe = !mode.isEmpty() && ("off".startsWith(mode) || "memory".startsWith(mode));
				if (unsafe && !temporary) {
					throw place.invalid(
							"with " + text + " SQLite keeps no journal in a file: a script that fails is not "
									+ "rolled back, or a crash damages the database",
							"Remove it: migrations.sqlite.journal-mode says which journal the file has. Where the script was "
									+ "applied with it, accept it without: 'migrations repair --checksums'.");
				}
			}
			case "locking_mode" -> {
				if (mode.equals("exclusive")) {
					throw place.invalid("with " + text
							+ " the connection keeps the file locked behind the script, so that no other one can use it",
							"Remove it: a migration has the file for itself until it is committed.");
				}
			}
			default -> {
			}
		}
	}

}
