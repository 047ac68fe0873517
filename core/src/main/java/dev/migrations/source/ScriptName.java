package dev.migrations.source;

import java.text.Normalizer;

import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file says. The path is {@code before + spelling + after}.
 *
 * @param kind what the script is for
 * @param version its version; null for a repeatable migration
 * @param before the path up to the spelling
 * @param spelling the version or the name as the file spells it
 * @param after the path behind the spelling
 * @param description the description, with spaces for underscores
 */
record ScriptName(Kind kind, @Nullable Version version, String before, String spelling, String after,
		String description) {

	/**
	 * What a script is for.
	 */
	enum Kind {

		VERSIONED, REPEATABLE, BASELINE, UNDO

	}

	private static final int SUFFIX = ".sql".length();

	/**
	 * Reads the name of a script.
	 * @param path its path below the location, with forward slashes
	 * @return what it says; null if it is not the name of a migration
	 */
	static @Nullable ScriptName of(String path) {
		int file = path.lastIndexOf('/') + 1;
		int end = path.length() - SUFFIX;
		if (file > 1 && isNameInFolder(path, file, end)) {
			int folder = path.lastIndexOf('/', file - 2) + 1;
			return read(path, folder, file - 1, path.startsWith("down", file));
		}
		boolean numbered = file < end && isDigit(path.charAt(file));
		if (numbered && path.regionMatches(true, end - 3, ".up", 0, 3)) {
			return read(path, file, end - 3, false);
		}
		if (numbered && path.regionMatches(true, end - 5, ".down", 0, 5)) {
			return read(path, file, end - 5, true);
		}
		return read(path, file, end, false);
	}

	private static boolean isNameInFolder(String path, int start, int end) {
		return is("up", path, start, end) || is("down", path, start, end) || is("migration", path, start, end);
	}

	private static boolean is(String name, String path, int start, int end) {
		return end - start == name.length() && path.startsWith(name, start);
	}

	private static @Nullable ScriptName read(String path, int start, int end, boolean undo) {
		if (start >= end) {
			return null;
		}
		char first = path.charAt(start);
		if (isDigit(first)) {
			return numbered(path, start, end, undo ? Kind.UNDO : Kind.VERSIONED);
		}
		return switch (first) {
			case 'V' -> prefixed(path, start + 1, end, undo ? Kind.UNDO : Kind.VERSIONED);
			case 'U' -> prefixed(path, start + 1, end, Kind.UNDO);
			case 'B' -> prefixed(path, start + 1, end, Kind.BASELINE);
			case 'R' -> undo ? null : repeatable(path, start + 1, end);
			default -> null;
		};
	}

	private static @Nullable ScriptName prefixed(String path, int start, int end, Kind kind) {
		int separator = path.indexOf("__", start);
		int endOfVersion = (separator >= 0 && separator < end) ? separator : end;
		if (!isVersion(path, start, endOfVersion)) {
			return null;
		}
		return versioned(kind, path, start, endOfVersion, Math.min(end, endOfVersion + 2), end);
	}

	private static @Nullable ScriptName numbered(String path, int start, int end, Kind kind) {
		int endOfVersion = endOfDate(path, start, end);
		if (endOfVersion < 0) {
			endOfVersion = endOfDigits(path, start, end);
		}
		int description = endOfVersion;
		if (endOfVersion < end) {
			char separator = path.charAt(endOfVersion);
			boolean digitFollows = endOfVersion + 1 < end && isDigit(path.charAt(endOfVersion + 1));
			if (separator == '_' && !(digitFollows && isPartOfVersion(path, endOfVersion, end))) {
				description += (path.startsWith("__", endOfVersion)) ? 2 : 1;
			}
			else if (separator == '-' || (separator == '.' && !digitFollows)) {
				description++;
			}
			else {
				return null;
			}
		}
		return versioned(kind, path, start, endOfVersion, Math.min(description, end), end);
	}

	private static ScriptName versioned(Kind kind, String path, int start, int endOfVersion, int description, int end) {
		String spelling = path.substring(start, endOfVersion);
		Version version = Version.of(spelling.replace("-", ""));
		return new ScriptName(kind, version, path.substring(0, start), spelling, path.substring(endOfVersion),
				composed(path.substring(description, end)).replace('_', ' '));
	}

	private static @Nullable ScriptName repeatable(String path, int start, int end) {
		if (!path.startsWith("__", start) || start + 2 >= end) {
			return null;
		}
		String name = composed(path.substring(start + 2, end));
		return new ScriptName(Kind.REPEATABLE, null, path.substring(0, start + 2), name, path.substring(end),
				name.replace('_', ' '));
	}

	/**
	 * A name is the same whether the file system composes its letters or not.
	 * @param name the name as the file system spells it
	 * @return the name with composed letters
	 */
	private static String composed(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) > 0x7F) {
				return Normalizer.normalize(name, Normalizer.Form.NFC);
			}
		}
		return name;
	}

	private static boolean isVersion(String path, int start, int end) {
		boolean digitBefore = false;
		for (int i = start; i < end; i++) {
			char c = path.charAt(i);
			if (!isDigit(c) && !(digitBefore && (c == '.' || c == '_'))) {
				return false;
			}
			digitBefore = isDigit(c);
		}
		return digitBefore;
	}

	/**
	 * Whether numbers, then two underscores follow, as in {@code 1_2__x.sql}: without a
	 * {@code V} it cannot be told whether the 2 is meant as part of the version.
	 */
	private static boolean isPartOfVersion(String path, int start, int end) {
		int separator = path.indexOf("__", start);
		return separator >= 0 && separator < end && isVersion(path, start + 1, separator);
	}

	/**
	 * The end of a date with hyphens, and of the time behind it, as in
	 * {@code 2023-04-05-120000_name}.
	 * @return -1 if there is none
	 */
	private static int endOfDate(String path, int start, int end) {
		int day = start + 8;
		if (path.charAt(start) > '2' || endOfDigits(path, start, end) != start + 4 || !isHyphen(path, start + 4, end)
				|| endOfDigits(path, start + 5, end) != start + 7 || !isHyphen(path, start + 7, end)
				|| endOfDigits(path, day, end) != day + 2) {
			return -1;
		}
		int time = day + 3;
		return (isHyphen(path, day + 2, end) && endOfDigits(path, time, end) > time) ? endOfDigits(path, time, end)
				: day + 2;
	}

	private static boolean isHyphen(String path, int index, int end) {
		return index < end && path.charAt(index) == '-';
	}

	private static int endOfDigits(String path, int start, int end) {
		int i = start;
		while (i < end && isDigit(path.charAt(i))) {
			i++;
		}
		return i;
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

}
