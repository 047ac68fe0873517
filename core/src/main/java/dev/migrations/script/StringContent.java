package dev.migrations.script;

import org.jspecify.annotations.Nullable;

/**
 * Reads what strings say.
 */
final class StringContent {

	private StringContent() {
	}

	/**
	 * What a string says.
	 * @param tokens the tokens
	 * @param index the string
	 * @return its content; null if it has a prefix such as {@code X} or {@code U&}, or
	 * characters that are written as numbers
	 */
	static @Nullable String of(StatementTokens tokens, int index) {
		String text = tokens.text(index);
		if (text.startsWith("$")) {
			int tag = text.indexOf('$', 1) + 1;
			return text.substring(tag, text.length() - tag);
		}
		boolean plain = text.startsWith("'") || text.startsWith("\"");
		if (!plain && !text.regionMatches(true, 0, "E'", 0, 2)) {
			return null;
		}
		return tokens.isEscaped(index) ? unescaped(tokens.unquoted(index), tokens.isOfPostgres())
				: tokens.unquoted(index);
	}

	/**
	 * On PostgreSQL a line comment ends at a carriage return as well.
	 */
	private static @Nullable String unescaped(String text, boolean postgres) {
		StringBuilder plain = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\' && i + 1 < text.length()) {
				i++;
				char escaped = text.charAt(i);
				c = switch (escaped) {
					case 'n' -> '\n';
					case 'r' -> postgres ? '\n' : '\r';
					case 't' -> '\t';
					case 'f' -> '\f';
					default -> escaped;
				};
				if ("bZxuU01234567".indexOf(escaped) >= 0) {
					return null;
				}
			}
			plain.append(c);
		}
		return plain.toString();
	}

}
