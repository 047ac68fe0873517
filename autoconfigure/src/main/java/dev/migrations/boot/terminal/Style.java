package dev.migrations.boot.terminal;

/**
 * How a piece of text stands out, where the terminal has colours.
 */
public enum Style {

	/**
	 * Not at all.
	 */
	PLAIN(""),

	/**
	 * Headings.
	 */
	BOLD("1"),

	/**
	 * What may be overlooked.
	 */
	FAINT("2"),

	/**
	 * What is as it should be.
	 */
	GOOD("32"),

	/**
	 * What is going to happen.
	 */
	DUE("36"),

	/**
	 * What deserves a second look.
	 */
	WARNING("33"),

	/**
	 * What is wrong.
	 */
	BAD("31");

	private final String code;

	Style(String code) {
		this.code = code;
	}

	String apply(String text) {
		return this.code.isEmpty() ? text : "\u001B[" + this.code + "m" + text + "\u001B[0m";
	}

}
