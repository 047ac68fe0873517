package dev.migrations.script;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table were copied into which ones of another table. Names are in
 * lower case.
 *
 * @param sources the copied columns, by the columns that they were copied into; null for
 * all columns, which are called the same
 * @param named whether it is known what the columns are called that they were copied into
 */
record CopiedColumns(@Nullable Map<String, String> sources, boolean named) {

	/** All columns, whatever they are called. */
	static final CopiedColumns ALL = new CopiedColumns(null, true);

	/**
	 * The column that was copied into another one.
	 * @param column the other one
	 * @return its source; null if it holds something else
	 */
	@Nullable String source(String column) {
		String folded = folded(column);
		return (this.sources != null) ? this.sources.get(folded) : folded;
	}

	/**
	 * Which columns have arrived after another copy.
	 * @param next the copy from where these columns are
	 * @return the columns; null if that is not known
	 */
	@Nullable CopiedColumns then(CopiedColumns next) {
		if (next.sources == null) {
			return new CopiedColumns(this.sources, this.named && next.named);
		}
		if (!this.named) {
			return null;
		}
		Map<String, String> arrived = new HashMap<>();
		next.sources.forEach((column, from) -> {
			String source = source(from);
			if (source != null) {
				arrived.put(column, source);
			}
		});
		return new CopiedColumns(Map.copyOf(arrived), next.named);
	}

	static String folded(String column) {
		return column.toLowerCase(Locale.ROOT);
	}

}
