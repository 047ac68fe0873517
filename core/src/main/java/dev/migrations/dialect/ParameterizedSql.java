package dev.migrations.dialect;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * SQL of our own that knows where its values stand, so that they can be parameters of it
 * or literals in it. It is put together piece by piece.
 */
public final class ParameterizedSql {

	/** More than most of it has, so that no text is copied as it grows. */
	private static final int LENGTH = 1024;

	/** Pieces of SQL in their order, and null where a value stands. */
	private final List<@Nullable String> pieces = new ArrayList<>();

	private final List<Object> values = new ArrayList<>();

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
		if (!more.isEmpty()) {
			this.pieces.add(more);
		}
		return this;
	}

	/**
	 * Adds a value.
	 * @param value a text or a number
	 * @return this
	 */
	public ParameterizedSql value(Object value) {
		this.pieces.add(null);
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
		this.pieces.addAll(more.pieces);
		this.values.addAll(more.values);
		return this;
	}

	/**
	 * Whether there is nothing yet.
	 * @return whether it is empty
	 */
	public boolean isEmpty() {
		return this.pieces.isEmpty();
	}

	/**
	 * Whether it is this SQL and nothing else.
	 * @param sql the SQL
	 * @return whether it is
	 */
	public boolean isJust(String sql) {
		return this.pieces.size() == 1 && sql.equals(this.pieces.get(0));
	}

	/**
	 * What it has in common with all that differ from it by their values alone. It takes
	 * a fraction of the time that {@link #prepared()} takes, because most pieces are the
	 * same objects each time, which know their hash.
	 * @return the shape, which may be a key as long as nothing is added to this
	 */
	public Object shape() {
		return this.pieces;
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
		StringBuilder text = new StringBuilder(LENGTH);
		for (String piece : this.pieces) {
			text.append((piece != null) ? piece : "?");
		}
		return text.toString();
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
		StringBuilder text = new StringBuilder(LENGTH);
		int next = 0;
		for (String piece : this.pieces) {
			if (piece != null) {
				text.append(piece);
			}
			else {
				Object value = this.values.get(next++);
				text.append((value instanceof String string) ? literals.literal(string) : value.toString());
			}
		}
		return text.toString();
	}

}
