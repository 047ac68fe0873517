package dev.migrations.dialect;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL of our own that knows where its values stand, so that they can be parameters of it
 * or literals in it. It is put together piece by piece.
 */
public final class ParameterizedSql {

	private final StringBuilder sql = new StringBuilder();

	private final List<Object> values = new ArrayList<>();

	/** Before which character of the SQL each of the values stands. */
	private final List<Integer> places = new ArrayList<>();

	/**
	 * Begins with SQL.
	 * @param sql the SQL, which may hold question marks within literals
	 * @return the beginning
	 */
	public static ParameterizedSql of(String sql) {
		return new ParameterizedSql().sql(sql);
	}

	/**
	 * Begins with a value.
	 * @param value a text or a number
	 * @return the beginning
	 */
	public static ParameterizedSql ofValue(Object value) {
		return new ParameterizedSql().value(value);
	}

	/**
	 * Adds SQL.
	 * @param more the SQL, which may hold question marks within literals
	 * @return this
	 */
	public ParameterizedSql sql(String more) {
		this.sql.append(more);
		return this;
	}

	/**
	 * Adds a value.
	 * @param value a text or a number
	 * @return this
	 */
	public ParameterizedSql value(Object value) {
		this.places.add(this.sql.length());
		this.values.add(value);
		return this;
	}

	/**
	 * Adds values, with commas between them.
	 * @param more texts and numbers
	 * @return this
	 */
	public ParameterizedSql values(Object... more) {
		String separator = "";
		for (Object value : more) {
			sql(separator).value(value);
			separator = ", ";
		}
		return this;
	}

	/**
	 * Adds SQL with its values.
	 * @param more the SQL
	 * @return this
	 */
	public ParameterizedSql append(ParameterizedSql more) {
		for (int place : more.places) {
			this.places.add(this.sql.length() + place);
		}
		this.values.addAll(more.values);
		this.sql.append(more.sql);
		return this;
	}

	/**
	 * Whether there is nothing yet.
	 * @return whether it is empty
	 */
	public boolean isEmpty() {
		return this.sql.isEmpty() && this.values.isEmpty();
	}

	/**
	 * Whether there are values in it.
	 * @return whether there are any
	 */
	public boolean hasValues() {
		return !this.values.isEmpty();
	}

	/**
	 * The SQL with a question mark in the place of each value.
	 * @return the text
	 */
	public String prepared() {
		StringBuilder text = new StringBuilder();
		int from = 0;
		for (int place : this.places) {
			text.append(this.sql, from, place).append('?');
			from = place;
		}
		return text.append(this.sql, from, this.sql.length()).toString();
	}

	/**
	 * Gives a statement its values.
	 * @param statement the statement, prepared from {@link #prepared()}
	 * @throws SQLException if it refuses one
	 */
	public void bind(PreparedStatement statement) throws SQLException {
		for (int i = 0; i < this.values.size(); i++) {
			statement.setObject(i + 1, this.values.get(i));
		}
	}

	/**
	 * The SQL with each value as a literal in its place.
	 * @param literals how the database writes them
	 * @return the text
	 */
	public String whole(SqlFragments literals) {
		StringBuilder text = new StringBuilder();
		int from = 0;
		for (int i = 0; i < this.places.size(); i++) {
			Object value = this.values.get(i);
			text.append(this.sql, from, this.places.get(i))
				.append((value instanceof String string) ? literals.literal(string) : value.toString());
			from = this.places.get(i);
		}
		return text.append(this.sql, from, this.sql.length()).toString();
	}

}
