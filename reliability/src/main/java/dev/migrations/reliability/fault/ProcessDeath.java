package dev.migrations.reliability.fault;

/**
 * Thrown by everything that a process does after its simulated death. What it does
 * nonetheless reaches no database.
 */
public final class ProcessDeath extends Error {

	ProcessDeath(String where) {
		super("The process died " + where, null, false, false);
	}

}
