package dev.migrations.history;

/**
 * Conditions in SQL under which the lock lets a migration begin.
 */
public interface LockConditions {

	/**
	 * Holds in the session that has the lock; without it no migration begins.
	 * @return the condition; empty where the lock cannot get lost
	 */
	String held();

	/**
	 * What the session calls itself, for whoever waits, while it applies a script.
	 * @param script the script
	 * @return the name; empty where it cannot say so
	 */
	String name(String script);

	/**
	 * Lets the session call itself so.
	 * @param name expression for the name
	 * @return a condition that is always true
	 */
	String naming(String name);

	/**
	 * The lock is held, and the session says which script it applies.
	 * @param name expression for what it calls itself; empty where it cannot say so
	 * @return the condition; empty if there is none
	 */
	default String heldBy(String name) {
		String held = held();
		String named = named(name);
		return (held.isEmpty() || named.isEmpty()) ? held + named : held + " AND " + named;
	}

	/**
	 * The session says which script it applies.
	 * @param name expression for what it calls itself; empty where it cannot say so
	 * @return the condition; empty if there is none
	 */
	default String named(String name) {
		return name.isEmpty() ? "" : naming(name);
	}

}
