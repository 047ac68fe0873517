package dev.migrations.reliability.check;

/**
 * An invariant that did not hold.
 *
 * @param invariant which one
 * @param message what was expected, and what was found
 */
public record Violation(Invariant invariant, String message) {

	@Override
	public String toString() {
		return this.invariant + " (" + this.invariant.meaning() + "): " + this.message;
	}

}
