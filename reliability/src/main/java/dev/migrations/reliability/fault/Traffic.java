package dev.migrations.reliability.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Numbers the round trips of one run, and lets one of them fail.
 */
public final class Traffic {

	/**
	 * Exit code of a process that was halted.
	 */
	public static final int HALTED = 137;

	private final int at;

	private final FaultMode mode;

	private final Consumer<Connection> cutter;

	private final List<String> trips = new ArrayList<>();

	private final List<Connection> open = new ArrayList<>();

	private int parts;

	private @Nullable String failedPart;

	private int watched;

	private @Nullable Callable<?> action;

	private boolean dead;

	private boolean fired;

	/**
	 * Creates traffic.
	 * @param at number of the round trip that fails, counted from 1
	 * @param mode how it fails
	 * @param cutter ends a session the hard way
	 */
	public Traffic(int at, FaultMode mode, Consumer<Connection> cutter) {
		this.at = at;
		this.mode = mode;
		this.cutter = cutter;
	}

	/**
	 * Traffic in which nothing fails.
	 * @param cutter ends a session the hard way
	 * @return the traffic
	 */
	public static Traffic undisturbed(Consumer<Connection> cutter) {
		return new Traffic(0, FaultMode.NONE, cutter);
	}

	/**
	 * Whether the fault has happened.
	 * @return false if the run had fewer round trips
	 */
	public boolean hasFired() {
		return this.fired;
	}

	/**
	 * What was sent so far.
	 * @return a line a round trip
	 */
	public List<String> trips() {
		return List.copyOf(this.trips);
	}

	/**
	 * The round trip that failed.
	 * @return its text
	 */
	public String failedTrip() {
		if (this.failedPart != null) {
			return this.failedPart;
		}
		return (this.at > 0 && this.at <= this.trips.size()) ? this.trips.get(this.at - 1) : "none";
	}

	/**
	 * Lets something be done before a round trip.
	 * @param number its number
	 * @param what what to do
	 */
	public void onTrip(int number, Callable<?> what) {
		this.watched = number;
		this.action = what;
	}

	void opened(Connection connection) {
		this.open.add(connection);
	}

	void cut(Connection connection) {
		this.open.remove(connection);
		this.cutter.accept(connection);
	}

	boolean isDead() {
		return this.dead;
	}

	/**
	 * What is sent for a statement: a block whose session is to be ended within it ends
	 * it itself.
	 */
	String sent(String sql) {
		if (this.mode != FaultMode.ENDED_WITHIN || !MariaDbBlock.is(sql)) {
			return sql;
		}
		MariaDbBlock block = MariaDbBlock.of(sql);
		int index = this.at - this.parts;
		this.parts += block.places();
		if (index < 1 || index > block.places()) {
			return sql;
		}
		this.fired = true;
		this.failedPart = block.part(index);
		return block.endingBefore(index);
	}

	<T> T trip(String what, @Nullable Connection connection, Send<T> send) throws Throwable {
		if (this.dead) {
			throw new ProcessDeath("before this");
		}
		this.trips.add(what);
		int number = this.trips.size();
		if (number == this.watched && this.action != null) {
			this.action.call();
		}
		boolean fails = number == this.at && this.mode != FaultMode.ENDED_WITHIN;
		if (fails && this.mode.isBefore()) {
			fail(connection);
		}
		if (!fails || this.mode.isBefore()) {
			return send.send();
		}
		T answer;
		try {
			answer = send.send();
		}
		catch (Throwable ex) {
			// An error is an answer too, and gets lost like any other.
			fail(connection);
			throw ex;
		}
		fail(connection);
		return answer;
	}

	private void fail(@Nullable Connection connection) throws SQLException {
		String where = "at round trip " + this.at;
		switch (this.mode) {
			case NONE -> {
				return;
			}
			case HALT_BEFORE, HALT_AFTER -> Runtime.getRuntime().halt(HALTED);
			default -> this.fired = true;
		}
		switch (this.mode) {
			case REFUSED -> throw new SQLException("Injected: refused " + where, "58030");
			case CUT_BEFORE, CUT_AFTER -> {
				if (connection != null) {
					cut(connection);
				}
				throw new SQLNonTransientConnectionException("Injected: connection lost " + where, "08006");
			}
			case ERROR_BEFORE, ERROR_AFTER -> {
				if (this.at % 2 == 0) {
					throw new OutOfMemoryError("Injected " + where);
				}
				throw new StackOverflowError("Injected " + where);
			}
			default -> {
				this.dead = true;
				List.copyOf(this.open).forEach(this::cut);
				throw new ProcessDeath(where);
			}
		}
	}

	/**
	 * Sends something to the database.
	 *
	 * @param <T> the answer
	 */
	@FunctionalInterface
	interface Send<T> {

		T send() throws Throwable;

	}

}
