package dev.migrations.boot.command;

/**
 * How a command ended, as the process tells it.
 */
enum ExitCode {

	/**
	 * What was asked for was done.
	 */
	DONE("What was asked for was done, also when there was nothing to do"),

	/**
	 * It was not, or not completely.
	 */
	FAILED("It failed, or the answer to the question was no"),

	/**
	 * The command cannot be understood.
	 */
	USAGE("The command cannot be understood"),

	/**
	 * Files and history do not fit together.
	 */
	INVALID("Files and history do not fit together");

	private final String meaning;

	ExitCode(String meaning) {
		this.meaning = meaning;
	}

	/**
	 * What users are told about it.
	 */
	String meaning() {
		return this.meaning;
	}

	int code() {
		return ordinal();
	}

	/**
	 * The one to end with where several things were done.
	 */
	ExitCode and(ExitCode other) {
		if (this == FAILED || other == FAILED) {
			return FAILED;
		}
		return (compareTo(other) >= 0) ? this : other;
	}

}
