package dev.migrations.script;

import java.util.List;

import dev.migrations.dialect.Vendor;

/**
 * What a server says that it received, beside what the splitter would send. Clients
 * differ in whether they send the comments around a statement and its delimiter; nothing
 * else may differ.
 */
final class ReceivedStatements {

	private ReceivedStatements() {
	}

	/**
	 * Leaves out what consists of comments and delimiters only.
	 * @param vendor the database
	 * @param received what the server received
	 * @return the statements among it
	 */
	static List<String> withoutEmpty(Vendor vendor, List<String> received) {
		return received.stream().filter((text) -> !ScriptGaps.isGap(vendor, text)).toList();
	}

	static boolean same(Vendor vendor, List<String> received, List<String> statements) {
		if (received.size() != statements.size()) {
			return false;
		}
		for (int i = 0; i < received.size(); i++) {
			if (!same(vendor, received.get(i), statements.get(i))) {
				return false;
			}
		}
		return true;
	}

	static boolean same(Vendor vendor, String fromServer, String fromUs) {
		String received = withoutEmptyLines(fromServer);
		String statement = withoutEmptyLines(fromUs);
		if (withoutSpace(received).equals(withoutSpace(statement))) {
			return true;
		}
		int begin = received.indexOf(statement);
		while (begin > 0 && !ScriptGaps.isGap(vendor, received.substring(0, begin))) {
			begin = received.indexOf(statement, begin + 1);
		}
		return begin >= 0 && ScriptGaps.isGap(vendor, received.substring(begin + statement.length()));
	}

	/** psql leaves out empty lines. */
	private static String withoutEmptyLines(String text) {
		return text.replaceAll("\\n\\s*\\n", "\n");
	}

	/** MariaDB's client adds a space after a comment. */
	private static String withoutSpace(String text) {
		return text.replaceAll("\\s", "");
	}

}
