package dev.migrations.model;

import java.util.List;

/**
 * Files and history do not fit together.
 */
public final class MigrationValidationException extends MigrationException {

	private final List<String> problems;

	/**
	 * Creates an exception.
	 * @param problems every problem found, at least one
	 * @param action what the reader can do next
	 */
	public MigrationValidationException(List<String> problems, String action) {
		super(String.join(System.lineSeparator(), problems), action, null);
		this.problems = List.copyOf(problems);
	}

	/**
	 * Every problem found.
	 * @return the problems, each a sentence
	 */
	public List<String> getProblems() {
		return this.problems;
	}

}
