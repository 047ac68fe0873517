package dev.migrations.reliability.fault;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * What happens at a round trip.
 */
public enum FaultMode {

	/**
	 * Nothing.
	 */
	NONE(true),

	/**
	 * It is refused: an error, and a connection that works on.
	 */
	REFUSED(true),

	/**
	 * The connection breaks before it is sent.
	 */
	CUT_BEFORE(true),

	/**
	 * It is executed, and the connection breaks before the answer arrives.
	 */
	CUT_AFTER(false),

	/**
	 * An {@link Error} is thrown before it is sent.
	 */
	ERROR_BEFORE(true),

	/**
	 * It is executed, and an {@link Error} is thrown.
	 */
	ERROR_AFTER(false),

	/**
	 * From here on nothing reaches the database any more, as if the process were gone.
	 */
	DEATH_BEFORE(true),

	/**
	 * It is executed, and nothing after it reaches the database any more.
	 */
	DEATH_AFTER(false),

	/**
	 * The process halts before it is sent. Only in a process of its own.
	 */
	HALT_BEFORE(true),

	/**
	 * It is executed, and the process halts. Only in a process of its own.
	 */
	HALT_AFTER(false),

	/**
	 * The server ends the session in the middle of a round trip: before one of the parts
	 * of a block of MariaDB, or behind the last of them, with the answer lost. Parts of
	 * blocks are counted, not round trips.
	 */
	ENDED_WITHIN(true);

	private final boolean before;

	FaultMode(boolean before) {
		this.before = before;
	}

	boolean isBefore() {
		return this.before;
	}

	/**
	 * The modes that are enumerated within one process.
	 * @param kind the database
	 * @return the modes
	 */
	public static List<FaultMode> enumerated(DatabaseKind kind) {
		List<FaultMode> modes = new ArrayList<>(
				List.of(REFUSED, CUT_BEFORE, CUT_AFTER, ERROR_BEFORE, ERROR_AFTER, DEATH_BEFORE, DEATH_AFTER));
		if (kind == DatabaseKind.MARIADB) {
			modes.add(ENDED_WITHIN);
		}
		return modes;
	}

}
