package dev.migrations.script;

import java.util.Set;

/**
 * What a statement has to do with the state of its session, which is gone when a script
 * resumes in another one.
 *
 * @param role what it does to that state
 * @param works whether it changes anything else, or may do so
 * @param key what it replaces, or ends: a schema, a role, something prepared; empty if
 * nothing has such a key
 * @param sets what it sets: variables with {@code @} before their names, and settings
 * @param reads of what it makes that: variables, and keys
 * @param quoted variables that its strings mention, which may be executed
 * @param again what sending it again gives
 */
public record SessionUse(Role role, boolean works, String key, Set<String> sets, Set<String> reads, Set<String> quoted,
		Again again) {

	/** The schema of names that are not qualified. */
	public static final String SCHEMA = "schema";

	/** With whose rights statements are executed. */
	public static final String ROLE = "role";

	/** As whom the session works; it takes the role with it. */
	public static final String USER = "user";

	/** Before the name of what is prepared; by itself, all of it. */
	public static final String PREPARED = "prepared ";

	/** Before the name of a cursor. */
	public static final String CURSOR = "cursor ";

	/** Before the name of a database that is attached. */
	public static final String ATTACHED = "attached ";

	/** Any variable, or any setting. */
	public static final String ANY = "*";

	/**
	 * Whether it sets any variables that nobody can tell.
	 */
	public boolean setsUnknown() {
		return this.sets.contains(ANY);
	}

	/**
	 * What a statement does to the state of its session.
	 */
	public enum Role {

		/**
		 * Nothing, or nothing that lasts longer than a transaction.
		 */
		NONE,

		/**
		 * Sets a part of it, and little else.
		 */
		SETS,

		/**
		 * Ends what has the same key.
		 */
		ENDS,

		/**
		 * Ends all of it.
		 */
		DISCARDS

	}

	/**
	 * What sending a statement again gives, if what it reads is the same.
	 */
	public enum Again {

		/**
		 * The same.
		 */
		SAME,

		/**
		 * Perhaps something else, which is right as long as nothing was done with what it
		 * gave first.
		 */
		ANEW,

		/**
		 * Something else, or more than that.
		 */
		NEVER;

		/**
		 * The worse of two.
		 */
		public Again and(Again other) {
			return (compareTo(other) >= 0) ? this : other;
		}

	}

}
