package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Table of SQLite that is created under a name which nothing may have yet, and leaves no
 * row out by {@code ON CONFLICT} of what is written to it.
 *
 * @param name its name
 * @param temporary whether it is temporary
 * @param columns its columns, in lower case; null if they are not known
 * @param query where a query begins that fills it; 0 if none does
 */
record CreatedTable(ObjectName name, boolean temporary, @Nullable List<String> columns, int query) {

	/**
	 * Reads {@code CREATE [TEMPORARY] TABLE name (…)} or {@code … AS …}.
	 * @return the table; null if the statement is anything else
	 */
	static @Nullable CreatedTable of(Statement statement, StatementTokens tokens) {
		boolean temporary = tokens.keyword(1) == Keyword.TEMP || tokens.keyword(1) == Keyword.TEMPORARY;
		int name = temporary ? 3 : 2;
		if (tokens.keyword(0) != Keyword.CREATE || tokens.keyword(name - 1) != Keyword.TABLE || !tokens.isName(name)) {
			return null;
		}
		ObjectName table = new ObjectName("TABLE", null, tokens.unquoted(name));
		if (tokens.keyword(name + 1) == Keyword.AS) {
			return new CreatedTable(table, temporary, null, name + 2);
		}
		if (!tokens.is(name + 1, '(') || statement.text().toUpperCase(Locale.ROOT).contains("CONFLICT")) {
			return null;
		}
		return new CreatedTable(table, temporary, columns(tokens, name + 1), 0);
	}

	/**
	 * The columns, if all of the statement was read.
	 */
	private static @Nullable List<String> columns(StatementTokens tokens, int open) {
		int end = tokens.skipGroup(open);
		if (end == tokens.size() && end == TokenReader.TOKENS_OF_CREATE) {
			return null;
		}
		List<String> columns = new ArrayList<>();
		int at = open;
		while (at < end - 1) {
			if ((at == open || tokens.is(at, ',')) && !isConstraint(tokens, at + 1)) {
				columns.add(ReadNames.folded(tokens.unquoted(at + 1)));
			}
			at = (at == open) ? at + 1 : Math.max(at + 1, tokens.skipGroup(at));
		}
		return columns;
	}

	private static boolean isConstraint(StatementTokens tokens, int at) {
		return tokens.type(at) == TokenType.WORD && switch (tokens.text(at).toUpperCase(Locale.ROOT)) {
			case "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN" -> true;
			default -> false;
		};
	}

}
