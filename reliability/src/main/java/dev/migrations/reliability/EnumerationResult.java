package dev.migrations.reliability;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.shape.Scenario;

/**
 * What the enumeration of one shape in one scenario has found.
 */
final class EnumerationResult {

	private final String shape;

	private final Scenario scenario;

	private final List<String> messages = new ArrayList<>();

	private final PrintStream out;

	private int points;

	private int halts;

	private int trips;

	private int mutations;

	/**
	 * Creates a result.
	 * @param shape the shape
	 * @param scenario the scenario
	 * @param out where violations are told
	 */
	EnumerationResult(String shape, Scenario scenario, PrintStream out) {
		this.shape = shape;
		this.scenario = scenario;
		this.out = out;
	}

	void point() {
		this.points++;
	}

	/**
	 * A process was halted.
	 */
	void halt() {
		this.points++;
		this.halts++;
	}

	/**
	 * An undisturbed run has so many round trips.
	 */
	void trips(int count) {
		this.trips = count;
	}

	int trips() {
		return this.trips;
	}

	void add(String where, List<String> problems) {
		String message = "VIOLATION " + this.shape + ", " + this.scenario + ", " + where + ":" + String.join("",
				problems.stream().map((problem) -> System.lineSeparator() + "    " + problem).toList());
		this.messages.add(message);
		this.out.println(message);
	}

	void mutations(int count) {
		this.mutations = count;
	}

	/**
	 * How many round trips failed in how many ways.
	 */
	int points() {
		return this.points;
	}

	/**
	 * How many of these were halted processes.
	 */
	int halts() {
		return this.halts;
	}

	/**
	 * How many of them were followed by something wrong.
	 */
	int violations() {
		return this.messages.size();
	}

	List<String> messages() {
		return this.messages;
	}

	int mutations() {
		return this.mutations;
	}

}
