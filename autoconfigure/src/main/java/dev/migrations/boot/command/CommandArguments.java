package dev.migrations.boot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Arguments of an application that was started to execute a command, divided between the
 * command and Spring.
 * <p>
 * Everything before {@code migrations} is Spring's. Behind it, options with a dot in
 * their name are, such as {@code --spring.datasource.url=…}, and {@code --debug} and
 * {@code --trace}; everything else belongs to the command.
 *
 * @param command what belongs to the command, its name first where it has one
 * @param spring what is Spring's
 */
record CommandArguments(List<String> command, List<String> spring) {

	/**
	 * The first argument of every command.
	 */
	static final String KEYWORD = "migrations";

	/**
	 * What can follow it.
	 */
	static final Set<String> COMMANDS = Set.of("status", "history", "current", "plan", "migrate", "wait", "validate",
			"undo", "new", "renumber", "baseline", "repair", "completion", "help");

	/**
	 * Options whose value may be an argument of its own.
	 */
	static final Set<String> OPTIONS_WITH_VALUE = Set.of("--database", "--tenant", "--target", "--only", "--steps",
			"--sql", "--timeout", "--reason", "--version", "--location", "--from-line", "--accept-missing");

	/**
	 * Looks for a command.
	 * @param arguments the arguments of the application
	 * @return its arguments; null if the application is to be started as ever
	 */
	static @Nullable CommandArguments of(String... arguments) {
		int keyword = 0;
		while (keyword < arguments.length && arguments[keyword].startsWith("--")) {
			keyword++;
		}
		if (keyword == arguments.length || !arguments[keyword].equals(KEYWORD)) {
			return null;
		}
		List<String> spring = new ArrayList<>(List.of(arguments).subList(0, keyword));
		List<String> command = new ArrayList<>();
		for (String argument : List.of(arguments).subList(keyword + 1, arguments.length)) {
			(isSprings(argument) ? spring : command).add(argument);
		}
		String name = name(command);
		boolean known = name == null || COMMANDS.contains(name) || nearest(name) != null || ofOthers(name) != null;
		return known ? new CommandArguments(List.copyOf(command), List.copyOf(spring)) : null;
	}

	/**
	 * Whether the command is one that looks at a database.
	 */
	boolean needContext() {
		String name = name(this.command);
		return name != null && !name.equals("help") && !name.equals("completion") && !this.command.contains("--help")
				&& !this.command.contains("-h");
	}

	private static boolean isSprings(String argument) {
		String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
		return name.startsWith("--") && (name.contains(".") || name.equals("--debug") || name.equals("--trace"));
	}

	/**
	 * The first argument that is no option and no option's value.
	 */
	private static @Nullable String name(List<String> command) {
		for (int i = 0; i < command.size(); i++) {
			if (!command.get(i).startsWith("-")) {
				return command.get(i);
			}
			if (OPTIONS_WITH_VALUE.contains(command.get(i))) {
				i++;
			}
		}
		return null;
	}

	/**
	 * What does here what a command of Flyway or Liquibase does. Without it, somebody who
	 * wants to see what {@code update-sql} would do starts the application, which
	 * migrates.
	 * @param word what was typed
	 * @return the command; empty if nothing does that here, null if the word is none of
	 * theirs
	 */
	private static @Nullable String ofOthers(String word) {
		return switch (word.replace("-", "").toLowerCase(Locale.ROOT)) {
			case "info" -> "status";
			case "update", "updatecount", "updatetotag" -> "migrate";
			case "updatesql", "updatecountsql", "updatetotagsql" -> "plan";
			case "rollback", "rollbackcount", "rollbacktodate", "rollbacksql", "rollbackcountsql",
					"rollbacktodatesql" ->
				"undo";
			case "changelogsync", "changelogsynctotag" -> "baseline";
			case "clearchecksums" -> "repair";
			case "clean", "dropall", "check", "checks", "diff", "diffchangelog", "generatechangelog", "snapshot", "tag",
					"releaselocks", "listlocks", "changelogsyncsql", "futurerollbacksql", "updatetestingrollback",
					"marknextchangesetran", "unexpectedchangesets", "executesql" ->
				"";
			default -> null;
		};
	}

	/**
	 * The command that a word was meant to be. Without this, a slip in {@code plan} would
	 * start the application, which migrates.
	 * @param word what was typed
	 * @return the command; null if the word resembles none
	 */
	static @Nullable String nearest(String word) {
		String ours = ofOthers(word);
		if (ours != null) {
			return ours.isEmpty() ? null : ours;
		}
		return COMMANDS.stream()
			.filter((command) -> Math.min(command.length(), word.length()) > 2 && isOneSlip(command, word))
			.sorted()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether a word has one letter more, less or changed, or two that changed places.
	 */
	private static boolean isOneSlip(String command, String word) {
		int common = 0;
		int shorter = Math.min(command.length(), word.length());
		while (common < shorter && command.charAt(common) == word.charAt(common)) {
			common++;
		}
		String left = command.substring(common);
		String right = word.substring(common);
		return switch (left.length() - right.length()) {
			case 0 -> left.length() > 0 && (left.substring(1).equals(right.substring(1)) || isSwapped(left, right));
			case 1 -> left.substring(1).equals(right);
			case -1 -> right.substring(1).equals(left);
			default -> false;
		};
	}

	private static boolean isSwapped(String left, String right) {
		return left.length() > 1 && left.charAt(0) == right.charAt(1) && left.charAt(1) == right.charAt(0)
				&& left.substring(2).equals(right.substring(2));
	}

}
