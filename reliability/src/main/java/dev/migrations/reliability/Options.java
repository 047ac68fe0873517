package dev.migrations.reliability;

import java.util.HashMap;
import java.util.Map;

/**
 * What was asked for on the command line.
 *
 * @param campaign the first word
 * @param values what follows {@code --name}
 */
record Options(String campaign, Map<String, String> values) {

	static Options of(String... arguments) {
		Map<String, String> values = new HashMap<>();
		for (int i = 1; i < arguments.length; i++) {
			String name = arguments[i];
			if (!name.startsWith("--")) {
				throw new IllegalArgumentException("Expected --name, found '" + name + "'");
			}
			boolean flag = i + 1 == arguments.length || arguments[i + 1].startsWith("--");
			values.put(name.substring(2), flag ? "true" : arguments[++i]);
		}
		return new Options((arguments.length > 0) ? arguments[0] : "help", values);
	}

	String value(String name, String otherwise) {
		return this.values.getOrDefault(name, otherwise);
	}

	int number(String name, int otherwise) {
		return Integer.parseInt(value(name, Integer.toString(otherwise)));
	}

}
