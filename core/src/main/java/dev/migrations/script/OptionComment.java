package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.model.StatementGuard;
import org.jspecify.annotations.Nullable;

/**
 * Comment that begins with {@code migrations:}: either options, or the guard of a
 * statement.
 *
 * @param guard the guard; null if the comment holds options
 * @param options the options, such as {@code transaction=none}
 */
record OptionComment(@Nullable StatementGuard guard, List<Option> options) {

	private static final String GUARD_FORMS = "Write \"if exists\" or \"unless exists\", and one of table(name), "
			+ "view(name), index(name), trigger(name), column(table.name) or constraint(table.name).";

	/**
	 * Option.
	 *
	 * @param name its name
	 * @param value its value
	 * @param place where it stands
	 */
	record Option(String name, String value, Place place) {
	}

	/**
	 * Parses a comment.
	 * @param comment its text, with its dashes
	 * @param place where it stands
	 * @return what it says
	 */
	static OptionComment parse(String comment, Place place) {
		int from = comment.indexOf(':') + 1;
		String text = comment.substring(from).strip();
		Place textPlace = place.moved(comment.indexOf(text, from));
		String lower = text.toLowerCase(Locale.ROOT);
		if (lower.startsWith("if ") || lower.startsWith("unless ")) {
			return new OptionComment(guard(text, textPlace), List.of());
		}
		List<Option> options = new ArrayList<>();
		int at = 0;
		for (String part : text.split(",", -1)) {
			Place partPlace = textPlace.moved(at + part.length() - part.stripLeading().length());
			int equals = part.indexOf('=');
			if (equals < 0) {
				throw partPlace.invalid("\"" + part.strip() + "\" is no option",
						"Write options as name=value, such as transaction=none, separated by commas.");
			}
			options.add(new Option(part.substring(0, equals).strip(), part.substring(equals + 1).strip(), partPlace));
			at += part.length() + 1;
		}
		return new OptionComment(null, options);
	}

	private static StatementGuard guard(String text, Place place) {
		String[] words = text.split("\\s+", 3);
		int open = (words.length == 3) ? words[2].indexOf('(') : -1;
		if (open < 0 || !words[1].equalsIgnoreCase("exists") || !words[2].endsWith(")")) {
			throw place.invalid("\"" + text + "\" is no guard", GUARD_FORMS);
		}
		if (text.contains("${")) {
			throw place.invalid("\"" + text + "\" has a placeholder, which is replaced in statements only",
					"Write the name as the database has it, or leave the guard out.");
		}
		StatementGuard.Type type = type(words[2].substring(0, open).strip(), place);
		List<String> name = name(words[2].substring(open + 1, words[2].length() - 1), place);
		int least = type.isInTable() ? 2 : 1;
		if (name.size() < least || name.size() > least + 1) {
			throw place.invalid("\"" + text + "\" does not name a " + type.name().toLowerCase(Locale.ROOT),
					GUARD_FORMS + " A schema may stand before the name.");
		}
		int last = name.size() - 1;
		return new StatementGuard(words[0].equalsIgnoreCase("if"), type, (last == least) ? name.get(0) : null,
				type.isInTable() ? name.get(last - 1) : null, name.get(last), place.line());
	}

	private static StatementGuard.Type type(String name, Place place) {
		for (StatementGuard.Type type : StatementGuard.Type.values()) {
			if (type.name().equalsIgnoreCase(name)) {
				return type;
			}
		}
		throw place.invalid("a guard cannot ask for \"" + name + "\"", GUARD_FORMS);
	}

	/**
	 * Splits a name at its dots and removes quotes.
	 */
	private static List<String> name(String text, Place place) {
		List<String> parts = new ArrayList<>();
		StringBuilder part = new StringBuilder();
		char closing = 0;
		String stripped = text.strip();
		for (int i = 0; i < stripped.length(); i++) {
			char c = stripped.charAt(i);
			if (closing != 0) {
				if (c != closing) {
					part.append(c);
				}
				else if (i + 1 < stripped.length() && stripped.charAt(i + 1) == closing) {
					part.append(c);
					i++;
				}
				else {
					closing = 0;
				}
			}
			else if (c == '"' || c == '`') {
				closing = c;
			}
			else if (c == '[') {
				closing = ']';
			}
			else if (c == '.') {
				parts.add(part.toString());
				part.setLength(0);
			}
			else if (!Character.isWhitespace(c)) {
				part.append(c);
			}
		}
		parts.add(part.toString());
		if (closing != 0 || parts.contains("")) {
			throw place.invalid("\"" + text + "\" is no name", "Write it as in SQL, such as jobs.priority.");
		}
		return parts;
	}

}
