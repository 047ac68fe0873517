package dev.migrations.reliability;

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

	private int points;

	private int mutations;

	EnumerationResult(String shape, Scenario scenario) {
		this.shape = shape;
		this.scenario = scenario;
	}

	void point() {
		this.points++;
	}

	void add(String where, List<String> problems) {
		this.messages.add("VIOLATION " + this.shape + ", " + this.scenario + ", " + where + ":" + String.join("",
				problems.stream().map((problem) -> System.lineSeparator() + "    " + problem).toList()));
	}

	void mutations(int count) {
		this.mutations = count;
	}

	String lastMessage() {
		return this.messages.get(this.messages.size() - 1);
	}

	/**
	 * How many round trips failed in how many ways.
	 */
	int points() {
		return this.points;
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
