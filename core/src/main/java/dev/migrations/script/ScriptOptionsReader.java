package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ScriptOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options that a script gives in comments at its head, before its first
 * statement. No more of the script is read than its head.
 */
public final class ScriptOptionsReader {

	private final LexicalRules rules;

	/**
	 * Creates a reader.
	 * @param vendor whose lexical rules apply
	 */
	public ScriptOptionsReader(Vendor vendor) {
		this.rules = LexicalRules.of(vendor);
	}

	/**
	 * Reads the options of a script.
	 * @param script the script's location, as messages name it
	 * @param text its normalised text, which is not closed
	 * @return its options
	 * @throws IOException if the script cannot be read
	 * @throws dev.migrations.model.InvalidScriptException if an option is unknown, has an
	 * unknown value, or is given twice
	 */
	public ScriptOptions read(String script, Reader text) throws IOException {
		CharWindow window = new CharWindow(script, text, Integer.MAX_VALUE);
		Lexer lexer = new Lexer(this.rules, window);
		Found found = new Found();
		for (TokenType type = lexer.nextBlank(); type != null && type.isBlank(); type = lexer.nextBlank()) {
			if (type != TokenType.OPTION_COMMENT) {
				continue;
			}
			window.count(window.mark);
			OptionComment.parse(lexer.text(), window.place(window.mark)).options().forEach(found::add);
		}
		return found.options();
	}

	/**
	 * Options that were found so far.
	 */
	private static final class Found {

		private static final String KNOWN = "The known options are transaction=auto or transaction=none, database=name, "
				+ "lock-timeout, retries, statement-timeout, and placeholders=auto or placeholders=none.";

		private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");

		private @Nullable Boolean transactional;

		private @Nullable String database;

		private @Nullable Duration lockTimeout;

		private @Nullable Integer retries;

		private @Nullable Duration statementTimeout;

		private @Nullable Boolean placeholders;

		void add(OptionComment.Option option) {
			switch (option.name()) {
				case "transaction" -> {
					requireFirst(this.transactional, option);
					this.transactional = isAuto(option);
				}
				case "database" -> {
					requireFirst(this.database, option);
					this.database = database(option);
				}
				case "lock-timeout" -> {
					requireFirst(this.lockTimeout, option);
					this.lockTimeout = duration(option);
				}
				case "retries" -> {
					requireFirst(this.retries, option);
					this.retries = number(option);
				}
				case "statement-timeout" -> {
					requireFirst(this.statementTimeout, option);
					this.statementTimeout = duration(option);
				}
				case "placeholders" -> {
					requireFirst(this.placeholders, option);
					this.placeholders = isAuto(option);
				}
				default -> throw option.place().invalid("the option \"" + option.name() + "\" is unknown", KNOWN);
			}
		}

		private static void requireFirst(@Nullable Object value, OptionComment.Option option) {
			if (value != null) {
				throw option.place()
					.invalid("the option \"" + option.name() + "\" is given twice", "Remove one of them.");
			}
		}

		private static boolean isAuto(OptionComment.Option option) {
			return switch (option.value()) {
				case "auto" -> true;
				case "none" -> false;
				default -> throw cannotBe(option, "Write auto or none.");
			};
		}

		private static Duration duration(OptionComment.Option option) {
			Matcher matcher = DURATION.matcher(option.value());
			if (!matcher.matches() || (matcher.group(2) == null && Long.parseLong(matcher.group(1)) != 0)) {
				throw cannotBe(option, "Write a duration such as 500ms, 10s, 5m or 2h, or 0 for no limit.");
			}
			long amount = Long.parseLong(matcher.group(1));
			Duration duration = switch (String.valueOf(matcher.group(2))) {
				case "s" -> Duration.ofSeconds(amount);
				case "m" -> Duration.ofMinutes(amount);
				case "h" -> Duration.ofHours(amount);
				default -> Duration.ofMillis(amount);
			};
			if (duration.toMillis() > Integer.MAX_VALUE) {
				throw cannotBe(option, "Write a duration of at most 24 days, or 0 for no limit.");
			}
			return duration;
		}

		private static int number(OptionComment.Option option) {
			if (!option.value().matches("\\d{1,4}")) {
				throw cannotBe(option, "Write a whole number, 0 to try nothing again.");
			}
			return Integer.parseInt(option.value());
		}

		private static InvalidScriptException cannotBe(OptionComment.Option option, String action) {
			return option.place()
				.invalid("the option \"" + option.name() + "\" cannot be \"" + option.value() + "\"", action);
		}

		ScriptOptions options() {
			return new ScriptOptions(!Boolean.FALSE.equals(this.transactional), this.database, this.lockTimeout,
					this.retries, this.statementTimeout, !Boolean.FALSE.equals(this.placeholders));
		}

		private static String database(OptionComment.Option option) {
			if (option.value().isEmpty()) {
				throw option.place()
					.invalid("the option \"database\" is empty",
							"Write the name of a database, such as database=orders.");
			}
			return option.value();
		}

	}

}
