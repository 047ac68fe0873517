package dev.migrations.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where migrations are and how they are read.
 *
 * @param locations where migrations are; an empty list stands for the default location,
 * which need not exist
 * @param placeholders values of {@code ${name}} in scripts
 * @param maxStatementSize longest statement, in characters
 */
public record ScriptSettings(List<String> locations, Map<String, String> placeholders, int maxStatementSize) {

	static final ScriptSettings DEFAULTS = new ScriptSettings(List.of(), Map.of(), 64 * 1024 * 1024);

	ScriptSettings with(Overrides overrides) {
		return new ScriptSettings(MigratorSettings.either(overrides.locations(), this.locations),
				merged(overrides.placeholders()),
				MigratorSettings.either(overrides.maxStatementSize(), this.maxStatementSize));
	}

	private Map<String, String> merged(@Nullable Map<String, String> own) {
		Map<String, String> merged = new HashMap<>(this.placeholders);
		merged.putAll((own != null) ? own : Map.of());
		return Map.copyOf(merged);
	}

	/**
	 * What one database sets.
	 *
	 * @param locations replace all others
	 * @param placeholders stand beside those of other names
	 * @param maxStatementSize longest statement, in characters
	 */
	public record Overrides(@Nullable List<String> locations, @Nullable Map<String, String> placeholders,
			@Nullable Integer maxStatementSize) {
	}

}
