package dev.migrations.history;

import java.util.function.UnaryOperator;

/**
 * Conditions in SQL under which the lock lets a migration begin.
 *
 * @param held holds in the session that has the lock; without it no migration begins.
 * Empty where the lock cannot get lost
 * @param names gives what the session calls itself, for whoever waits, while it applies a
 * script; empty where it cannot say so
 * @param namings gives a condition that is always true and lets the session call itself
 * so, from an expression for the name
 */
public record LockConditions(String held, UnaryOperator<String> names, UnaryOperator<String> namings) {

	String name(String script) {
		return this.names.apply(script);
	}

	/**
	 * The lock is held, and the session says which script it applies.
	 * @param name expression for what it calls itself; empty where it cannot say so
	 */
	String heldBy(String name) {
		return name.isEmpty() ? this.held : this.held + " AND " + this.namings.apply(name);
	}

	/**
	 * The session says which script it applies.
	 * @param name expression for what it calls itself; empty where it cannot say so
	 * @return the condition; empty if there is none
	 */
	String named(String name) {
		return name.isEmpty() ? "" : this.namings.apply(name);
	}

}
