package dev.migrations.dialect;

import java.util.List;

/**
 * SQL of our own, apart from the values in it.
 *
 * @param text the SQL, with a question mark for each value
 * @param values the values, in their order
 */
public record ParameterizedSql(String text, List<Object> values) {

	/**
	 * SQL that has its values in it.
	 * @param text the SQL
	 * @return the same without parameters
	 */
	public static ParameterizedSql of(String text) {
		return new ParameterizedSql(text, List.of());
	}

}
