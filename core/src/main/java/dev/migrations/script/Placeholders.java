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
		while (open >= 0) {
			int close = endOfName(text, open + 2);
			if (close < 0) {
				open = text.indexOf("${", open + 2);
				continue;
			}
			resolved.append(text, from, open).append(value(script, statement, open, text.substring(open + 2, close)));
			from = close + 1;
			open = text.indexOf("${", from);
		}
		resolved.append(text, from, text.length());
		return statement.withText(resolved.toString());
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
			String before = statement.text().substring(0, offset);
			int lineStart = before.lastIndexOf('\n') + 1;
			long line = statement.line() + before.chars().filter((c) -> c == '\n').count();
			long column = offset - lineStart + ((lineStart == 0) ? statement.column() : 1);
			throw new InvalidScriptException(script, line, column, "the placeholder ${" + name + "} has no value",
					"Set migrations.placeholders." + name + ", or correct the name; known are "
							+ new TreeSet<>(this.values.keySet())
							+ ". If the script means it as it stands, put '-- migrations: placeholders=none' at its "
							+ "head: then nothing is replaced in it.",
					null);
		}
		return value;
	}

}
