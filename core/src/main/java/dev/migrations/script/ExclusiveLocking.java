package dev.migrations.script;

/**
 * Mode of SQLite in which a connection keeps the file locked after its transactions. In a
 * file with a write-ahead log it cannot even be left again.
 */
final class ExclusiveLocking {

	private static final String SETTING = "locking_mode";

	private ExclusiveLocking() {
	}

	/**
	 * Refuses a pragma that begins it.
	 * @param tokens a pragma
	 * @param text its text
	 * @param place where it begins
	 */
	static void refuse(StatementTokens tokens, String text, Place place) {
		int name = tokens.is(2, '.') ? 3 : 1;
		int value = name + 2;
		if (value < tokens.size() && tokens.unquoted(name).equalsIgnoreCase(SETTING)
				&& tokens.unquoted(value).equalsIgnoreCase("exclusive")) {
			throw place.invalid("with " + text
					+ " the connection keeps the file locked behind the script, so that no other one " + "can use it",
					"Remove it: a migration has the file for itself until it is committed.");
		}
	}

}
