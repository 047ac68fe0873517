package dev.migrations.source;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Path of a new script, and of the script that takes it back.
 *
 * @param path the path below the location
 * @param undo the path of the undo script
 */
record NewName(String path, String undo) {

	/**
	 * Names a script as another one is named.
	 * @param like the other one; null if there is none yet
	 * @param spelling the version
	 * @param description the description
	 */
	static NewName versioned(@Nullable ScriptName like, String spelling, String description) {
		if (like == null) {
			String rest = spelling + "__" + words(description, '_') + ".sql";
			return new NewName("V" + rest, "U" + rest);
		}
		String after = like.after();
		boolean prefixed = like.before().endsWith("V");
		String tail = tail(after, !prefixed);
		String middle = after.substring(0, after.length() - tail.length());
		int start = 0;
		while (start < middle.length() && "_-. ".indexOf(middle.charAt(start)) >= 0) {
			start++;
		}
		String separator = (start > 0) ? middle.substring(0, start) : prefixed ? "__" : "_";
		String name = separator + words(description, wordSeparator(middle.substring(start)));
		String path = like.before() + spelling + name;
		if (tail.startsWith("/")) {
			return new NewName(path + tail, path + "/down.sql");
		}
		if (prefixed) {
			String before = like.before().substring(0, like.before().length() - 1) + "U";
			return new NewName(path + tail, before + spelling + name + tail);
		}
		return new NewName(path + tail, path + ".down.sql");
	}

	/**
	 * Names a repeatable script.
	 * @param folder the folder below the location, with a slash at its end, or nothing
	 * @param description the description
	 */
	static String repeatable(String folder, String description) {
		return folder + "R__" + words(description, '_') + ".sql";
	}

	/**
	 * The folder of a script below its location, with a slash at its end: in a project
	 * with a folder for each migration, the one that holds these.
	 */
	static String folder(@Nullable ScriptName like) {
		return (like != null) ? like.before().substring(0, like.before().lastIndexOf('/') + 1) : "";
	}

	/**
	 * What follows the description: the file in the folder of a migration, {@code .up}
	 * and the ending.
	 * @param up whether {@code .up} is no part of the description
	 */
	private static String tail(String after, boolean up) {
		int slash = after.lastIndexOf('/');
		if (slash >= 0) {
			return after.substring(slash);
		}
		int length = (up && after.toLowerCase(Locale.ROOT).endsWith(".up.sql")) ? 7 : 4;
		return after.substring(after.length() - length);
	}

	private static char wordSeparator(String description) {
		if (description.indexOf('_') >= 0) {
			return '_';
		}
		return (description.indexOf('-') >= 0) ? '-' : '_';
	}

	/**
	 * The description as a part of a file's name: letters and digits of any language, and
	 * what separates words.
	 */
	static String words(String description, char separator) {
		StringBuilder words = new StringBuilder();
		description.codePoints().forEach((c) -> {
			if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
				words.appendCodePoint(c);
			}
			else if (!words.isEmpty() && words.charAt(words.length() - 1) != separator) {
				words.append(separator);
			}
		});
		int length = words.length();
		while (length > 0 && words.charAt(length - 1) == separator) {
			length--;
		}
		words.setLength(length);
		return words.toString();
	}

}
