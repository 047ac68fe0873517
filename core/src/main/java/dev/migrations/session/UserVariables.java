package dev.migrations.session;

import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Tells where a text of MariaDB or MySQL mentions variables of the user.
 */
final class UserVariables {

	private UserVariables() {
	}

	/**
	 * Whether a text mentions one. It is none of the server's, with two signs, nor what
	 * stands between a user and its host.
	 */
	static boolean areIn(String text) {
		for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
			if (at + 1 < text.length() && text.charAt(at + 1) == '@') {
				at++;
			}
			else if (at == 0 || !isEndOfName(text.charAt(at - 1))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isEndOfName(char c) {
		return Character.isLetterOrDigit(c) || "_$`'\"".indexOf(c) >= 0;
	}

	/**
	 * Whether a statement that changes data, or makes a table of a query, sets one by the
	 * way: by an assignment, or as what a file is loaded into.
	 */
	static boolean areSetBy(Statement statement) {
		String text = statement.text();
		boolean assigns = text.contains(":=") && (statement.kind() == StatementKind.DML || isOfTable(statement));
		boolean loads = statement.kind() == StatementKind.DML && text.regionMatches(true, 0, "LOAD", 0, 4);
		return (assigns || loads) && areIn(text);
	}

	private static boolean isOfTable(Statement statement) {
		return statement.kind() == StatementKind.DDL && !statement.objects().isEmpty()
				&& statement.objects().get(0).type().equals("TABLE");
	}

}
