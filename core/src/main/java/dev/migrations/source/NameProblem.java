package dev.migrations.source;

import java.util.List;

import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Words what is wrong with the names of scripts, and finds better ones.
 */
final class NameProblem {

	private static final String LETTERS = "VRUB";

	private NameProblem() {
	}

	/**
	 * Describes scripts whose names cannot be read.
	 * @param scripts the scripts, at least one
	 * @return the exception to throw
	 */
	static InvalidMigrationException unreadable(List<ScriptFile> scripts) {
		StringBuilder description = new StringBuilder();
		for (ScriptFile script : scripts) {
			description.append(description.isEmpty() ? "" : System.lineSeparator())
				.append(script.name())
				.append(" does not have the name of a migration");
			String better = better(script.path());
			description.append((better != null) ? "; " + better + " would be one." : ".");
		}
		return new InvalidMigrationException(description.toString(),
				"Name it like V1__add_users.sql, V1.2__add_users.sql, 001_add_users.sql, "
						+ "20240101120000_add_users.sql or, to be applied again after each change, R__views.sql. "
						+ "What is not a migration needs another ending than .sql, or another folder.");
	}

	/**
	 * Describes two scripts of the same version or name.
	 * @param first one script
	 * @param second the other one
	 * @param highest the highest version there is, if there is one
	 * @return the exception to throw
	 */
	static InvalidMigrationException duplicate(FoundScript first, FoundScript second, @Nullable Version highest) {
		String one = first.file().name();
		String other = second.file().name();
		if (one.equals(other)) {
			one += " (in " + first.file().origin() + ")";
			other += " (in " + second.file().origin() + ")";
		}
		String what = switch (first.name().kind()) {
			case VERSIONED -> "Two migrations have the version " + first.name().version();
			case REPEATABLE -> "Two repeatable migrations have the name '" + first.name().spelling() + "'";
			case BASELINE -> "Two baselines have the version " + first.name().version();
			case UNDO -> "Two scripts undo the version " + first.name().version();
		};
		String action = "Remove one of them, or rename the one that is not applied to any database yet";
		if (first.name().kind() == ScriptName.Kind.VERSIONED && highest != null) {
			action += ", for example to " + renamed(second.name(), highest.next()) + ", as 'migrations renumber "
					+ second.file().path() + "' does";
		}
		return new InvalidMigrationException(what + ": " + one + " and " + other + ".", action + ".");
	}

	/**
	 * Describes code that claims what a script, or other code, has already.
	 * @param first one migration
	 * @param second the other one, which is code
	 * @return the exception to throw
	 */
	static InvalidMigrationException duplicate(ResolvedMigration first, ResolvedMigration second) {
		String what = (second.version() != null) ? "Two migrations have the version " + second.version()
				: "Two repeatable migrations have the name '" + second.key().name() + "'";
		return new InvalidMigrationException(what + ": " + first.script() + " and " + second.script() + ".",
				"Rename the one that is not applied to any database yet.");
	}

	private static String renamed(ScriptName name, Version version) {
		String spelling = version.toString();
		String after = name.after();
		if (spelling.indexOf('.') < 0) {
			spelling = "0".repeat(Math.max(0, name.spelling().length() - spelling.length())) + spelling;
		}
		else if (name.before().endsWith("V")) {
			spelling = (name.spelling().indexOf('_') >= 0) ? spelling.replace('.', '_') : spelling;
		}
		else {
			spelling = "V" + spelling;
			after = "__" + after.substring(separator(after, 0));
		}
		return name.before() + spelling + after;
	}

	/**
	 * A name that can be read and probably is what was meant.
	 * @param path the path of the script
	 * @return the name without folders; null if none comes to mind
	 */
	private static @Nullable String better(String path) {
		String file = path.substring(path.lastIndexOf('/') + 1);
		char letter = Character.toUpperCase(file.charAt(0));
		boolean hasLetter = LETTERS.indexOf(letter) >= 0;
		int version = hasLetter ? 1 : 0;
		int end = version;
		while (ScriptName.isDigit(file.charAt(end)) || (end > version && isPoint(file, end, hasLetter))) {
			end++;
		}
		int description = separator(file, end);
		String better = (hasLetter ? letter : 'V') + file.substring(version, end).replace('-', '.') + "__"
				+ file.substring(description);
		return (description > end && ScriptName.of(better) != null) ? better : null;
	}

	/**
	 * Whether a number of the version follows. Hyphens stand between those of a date;
	 * where there is no letter in front, they begin a description.
	 */
	private static boolean isPoint(String file, int index, boolean hasLetter) {
		return (hasLetter ? "._-" : "._").indexOf(file.charAt(index)) >= 0
				&& ScriptName.isDigit(file.charAt(index + 1));
	}

	private static int separator(String text, int start) {
		int end = start;
		while (end < text.length() - 4 && "_-. ".indexOf(text.charAt(end)) >= 0) {
			end++;
		}
		return end;
	}

}
