package dev.migrations.script;

import java.util.List;
import java.util.Locale;

/**
 * The file in which SQLite keeps what a transaction replaces, until it is committed.
 */
final class RollbackJournal {

	/** Journal modes, of which SQLite accepts the beginning as well. */
	private static final List<String> UNSAFE = List.of("off", "memory");

	private static final String SETTING = "journal_mode";

	private RollbackJournal() {
	}

	/**
	 * Refuses a pragma that gives it up.
	 * @param tokens a pragma
	 * @param text its text
	 * @param place where it begins
	 */
	static void requireKept(StatementTokens tokens, String text, Place place) {
		int name = tokens.is(2, '.') ? 3 : 1;
		int value = name + 2;
		boolean temporary = name == 3 && tokens.unquoted(1).equalsIgnoreCase("temp");
		if (temporary || value >= tokens.size() || !tokens.unquoted(name).equalsIgnoreCase(SETTING)) {
			return;
		}
		String mode = tokens.unquoted(value).toLowerCase(Locale.ROOT);
		for (String unsafe : UNSAFE) {
			if (!mode.isEmpty() && unsafe.startsWith(mode)) {
				throw place.invalid(
						"with " + text + " SQLite keeps no journal in a file: a script that fails is not "
								+ "rolled back, or a crash damages the database",
						"Remove it: migrations.sqlite.journal-mode says which journal the file has. Where the script was "
								+ "applied with it, accept it without: 'migrations repair --checksums'.");
			}
		}
	}

}
