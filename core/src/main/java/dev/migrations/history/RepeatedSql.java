package dev.migrations.history;

import java.util.List;

/**
 * Statement of our own that is sent again and again with other values, so that it is
 * worth letting the server parse and plan it once for the session. On PostgreSQL.
 *
 * @param plain the statement with its values
 * @param text the same with numbered parameters in their places
 * @param types their types
 * @param values their values, as SQL
 */
public record RepeatedSql(String plain, String text, List<String> types, List<String> values) {

	/**
	 * Has the server prepare it, in this session.
	 * @param name the name that it gets there
	 * @return the statement
	 */
	public String prepare(String name) {
		return "PREPARE " + name + " (" + String.join(", ", this.types) + ") AS " + this.text;
	}

	/**
	 * Executes what the server has prepared, with these values.
	 * @param name the name that it has there
	 * @return the statement
	 */
	public String execute(String name) {
		return "EXECUTE " + name + " (" + String.join(", ", this.values) + ")";
	}

}
