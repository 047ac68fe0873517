package dev.migrations.script;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.dialect.Vendor;

/**
 * Reads names as a database does, so that two are the same exactly if it takes them for
 * the same.
 */
final class ReadNames {

	/** PostgreSQL cuts names off behind that many bytes. */
	private static final int MOST_BYTES = 63;

	/** Character in a name that begins with {@code U&}. */
	private static final Pattern ESCAPED = Pattern
		.compile("\\\\(?:\\+(0[0-9a-fA-F]{5}|10[0-9a-fA-F]{4})|([0-9a-fA-F]{4}))");

	private ReadNames() {
	}

	/**
	 * Whether strings are names too where the grammar has room for nothing else.
	 */
	static boolean mayBeStrings(Vendor vendor) {
		return vendor == Vendor.SQLITE || vendor == Vendor.MARIADB || vendor == Vendor.MYSQL;
	}

	/**
	 * Reads a name.
	 * @param vendor the database
	 * @param name the name without quotes
	 * @param written how it is written
	 * @return the name; as it is written in what is not a name of PostgreSQL
	 */
	static String read(Vendor vendor, String name, String written) {
		if (vendor != Vendor.POSTGRESQL) {
			return name;
		}
		return cut(written.endsWith("\"") ? name : folded(name));
	}

	/**
	 * Only the letters of ASCII are folded, as PostgreSQL does in UTF-8, and SQLite.
	 */
	static String folded(String name) {
		char[] folded = name.toCharArray();
		for (int i = 0; i < folded.length; i++) {
			if (folded[i] >= 'A' && folded[i] <= 'Z') {
				folded[i] += 'a' - 'A';
			}
		}
		return new String(folded);
	}

	/**
	 * What quotes enclose that {@code U&} stands before, with the characters that it
	 * escapes.
	 */
	static String decoded(String name) {
		return ESCAPED.matcher(name)
			.replaceAll((found) -> Matcher.quoteReplacement(Character
				.toString(Integer.parseInt((found.group(1) != null) ? found.group(1) : found.group(2), 16))));
	}

	private static String cut(String name) {
		int end = name.length();
		while (end > MOST_BYTES / 4 && name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
			end--;
		}
		return name.substring(0, end);
	}

}
