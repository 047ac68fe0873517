package dev.migrations.script;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;

/**
 * Puts values in the place of {@code ${name}} in statements, wherever it stands in their
 * text. Only done when any values are configured; a name consists of letters, digits,
 * {@code _}, {@code -}, {@code .} and {@code :}, anything else between the braces is left
 * alone. Statements are split and hashed before.
 */
public final class Placeholders {

	/**
	 * None at all, so that nothing is replaced.
	 */
	public static final Placeholders NONE = new Placeholders(Map.of());

	private final Map<String, String> values;

	/**
	 * Creates placeholders.
	 * @param values the values by name
	 */
	public Placeholders(Map<String, String> values) {
		this.values = Map.copyOf(values);
	}

	/**
	 * What the placeholders stand for, which no message may show.
	 * @return the values
	 */
	public Collection<String> values() {
		return this.values.values();
	}

	/**
	 * Whether there are none.
	 * @return whether nothing is ever resolved
	 */
	public boolean isEmpty() {
		return this.values.isEmpty();
	}

	/**
	 * Resolves a statement.
	 * @param script the script's location, as messages name it
	 * @param statement the statement
	 * @return the statement with its text resolved; the same if there is nothing to
	 * resolve
	 * @throws InvalidScriptException if a name has no value
	 */
	public Statement resolve(String script, Statement statement) {
		String text = statement.text();
		int open = this.values.isEmpty() ? -1 : text.indexOf("${");
		if (open < 0) {
			return statement;
		}
		StringBuilder resolved = new StringBuilder(text.length() + 64);
		int from = 0;
		for (open = next(text, open); open >= 0; open = next(text, from)) {
			int close = text.indexOf('}', open);
			resolved.append(text, from, open).append(value(script, statement, open, text.substring(open + 2, close)));
			from = close + 1;
		}
		resolved.append(text, from, text.length());
		return statement.withText(resolved.toString());
	}

	/**
	 * Where the next name is.
	 * @param text the text
	 * @param from where to begin to look
	 * @return the index of its dollar sign; negative if there is none
	 */
	static int next(String text, int from) {
		int open = text.indexOf("${", from);
		while (open >= 0 && endOfName(text, open + 2) < 0) {
			open = text.indexOf("${", open + 2);
		}
		return open;
	}

	/**
	 * Where a character of a statement stands in the script.
	 */
	static Place place(String script, Statement statement, int offset) {
		String before = statement.text().substring(0, offset);
		int lineStart = before.lastIndexOf('\n') + 1;
		long line = statement.line() + before.chars().filter((c) -> c == '\n').count();
		int column = offset - lineStart + ((lineStart == 0) ? statement.column() : 1);
		return new Place(script, line, column);
	}

	private static int endOfName(String text, int from) {
		int at = from;
		while (at < text.length()
				&& (Character.isLetterOrDigit(text.charAt(at)) || "_-.:".indexOf(text.charAt(at)) >= 0)) {
			at++;
		}
		return (at > from && at < text.length() && text.charAt(at) == '}') ? at : -1;
	}

	private String value(String script, Statement statement, int offset, String name) {
		String value = this.values.get(name);
		if (value == null) {
			throw place(script, statement, offset).invalid("the placeholder ${" + name + "} has no value",
					"Set migrations.placeholders." + name + ", or correct the name; known are "
							+ new TreeSet<>(this.values.keySet())
							+ ". If the script means it as it stands, put '-- migrations: placeholders=none' at its "
							+ "head: then nothing is replaced in it.");
		}
		return value;
	}

}
