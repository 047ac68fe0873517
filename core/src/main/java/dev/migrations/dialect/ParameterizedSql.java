package dev.migrations.dialect;

import java.sql.PreparedStatement;
import java.sql.SQLException;
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

	/**
	 * Gives a statement its values.
	 * @param statement the statement, prepared from the text
	 * @throws SQLException if it refuses one
	 */
	public void bind(PreparedStatement statement) throws SQLException {
		for (int i = 0; i < this.values.size(); i++) {
			statement.setObject(i + 1, this.values.get(i));
		}
	}

	/**
	 * The SQL, for where it is not sent by itself.
	 * @return the text
	 * @throws IllegalStateException if there are values apart from it
	 */
	public String whole() {
		if (!this.values.isEmpty()) {
			throw new IllegalStateException("The values would be lost: " + this.text);
		}
		return this.text;
	}

}
