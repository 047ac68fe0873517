package dev.migrations.script;

import dev.migrations.model.InvalidScriptException;

/**
 * Place in a script.
 *
 * @param script the script's location, as messages name it
 * @param line the line, counted from 1
 * @param column the column in characters (UTF-16 units), counted from 1
 */
record Place(String script, long line, int column) {

	InvalidScriptException invalid(String problem, String action) {
		return new InvalidScriptException(this.script, this.line, this.column, problem, action, null);
	}

	/**
	 * A place further on in the same line.
	 * @param characters how far
	 * @return the place
	 */
	Place moved(int characters) {
		return new Place(this.script, this.line, this.column + characters);
	}

}
