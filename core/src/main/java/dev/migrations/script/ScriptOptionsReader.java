package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
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
		Boolean transactional = null;
		String database = null;
		for (TokenType type = lexer.nextBlank(); type != null && type.isBlank(); type = lexer.nextBlank()) {
			if (type != TokenType.OPTION_COMMENT) {
				continue;
			}
			window.count(window.mark);
			for (OptionComment.Option option : OptionComment.parse(lexer.text(), window.place(window.mark)).options()) {
				switch (option.name()) {
					case "transaction" -> {
						requireFirst(transactional, option);
						transactional = transaction(option);
					}
					case "database" -> {
						requireFirst(database, option);
						database = database(option);
					}
					default -> throw option.place()
						.invalid("the option \"" + option.name() + "\" is unknown",
								"The known options are transaction=auto or transaction=none, and database=name.");
				}
			}
		}
		return new ScriptOptions((transactional != null) ? transactional : ScriptOptions.DEFAULTS.transactional(),
				database);
	}

	private static void requireFirst(@Nullable Object value, OptionComment.Option option) {
		if (value != null) {
			throw option.place().invalid("the option \"" + option.name() + "\" is given twice", "Remove one of them.");
		}
	}

	private static String database(OptionComment.Option option) {
		if (option.value().isEmpty()) {
			throw option.place()
				.invalid("the option \"database\" is empty", "Write the name of a database, such as database=orders.");
		}
		return option.value();
	}

	private static boolean transaction(OptionComment.Option option) {
		return switch (option.value()) {
			case "auto" -> true;
			case "none" -> false;
			default -> throw option.place()
				.invalid("the option \"transaction\" cannot be \"" + option.value() + "\"", "Write auto or none.");
		};
	}

}
