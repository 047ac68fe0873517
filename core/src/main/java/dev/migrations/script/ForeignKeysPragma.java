package dev.migrations.script;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Whether foreign keys of SQLite are in force in a script.
 * {@code PRAGMA foreign_keys=OFF} has its effect for sure at the head of a script alone;
 * whatever else sets it may have switched it on.
 */
final class ForeignKeysPragma {

	/** Null if that is as the connection has it. */
	private @Nullable Boolean inForce;

	/** Whether there was nothing but pragmas so far. */
	private boolean head = true;

	/**
	 * A script begins.
	 */
	void begin() {
		this.inForce = null;
		this.head = true;
	}

	/**
	 * A statement follows that is not read.
	 */
	void passOver() {
		this.head = false;
	}

	/**
	 * A statement follows.
	 * @param guarded whether it may not be executed
	 */
	void follow(StatementTokens tokens, boolean guarded) {
		if (tokens.keyword(0) != Keyword.PRAGMA) {
			this.head = false;
			return;
		}
		boolean sets = false;
		for (int i = 1; i < tokens.size() && tokens.size() > 2; i++) {
			sets |= tokens.unquoted(i).equalsIgnoreCase("foreign_keys");
		}
		if (sets) {
			boolean off = switch (tokens.unquoted(3).toUpperCase(Locale.ROOT)) {
				case "OFF", "0", "FALSE", "NO" -> true;
				default -> false;
			};
			this.inForce = !(off && this.head && !guarded && tokens.keyword(1) == Keyword.FOREIGN_KEYS
					&& (tokens.is(2, '=') || tokens.is(2, '(')));
		}
	}

	/**
	 * Whether the script may have brought them into force itself.
	 */
	boolean areSwitchedOn() {
		return Boolean.TRUE.equals(this.inForce);
	}

	/**
	 * Whether they are surely out of force, whatever the connection has.
	 */
	boolean areSwitchedOff() {
		return Boolean.FALSE.equals(this.inForce);
	}

}
