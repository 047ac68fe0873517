package dev.migrations.script;

import org.jspecify.annotations.Nullable;

/**
 * Types of objects as statements name them, in one word or several.
 */
final class ObjectTypes {

	private ObjectTypes() {
	}

	/**
	 * The type that is named at an index.
	 * @param tokens the tokens of a statement
	 * @param index where to look
	 * @return the type in upper case; null if no type is named there
	 */
	static @Nullable String at(StatementTokens tokens, int index) {
		Keyword keyword = tokens.keyword(index);
		Keyword next = tokens.keyword(index + 1);
		return switch (keyword) {
			case TABLE, INDEX, VIEW, SEQUENCE, FUNCTION, PROCEDURE, ROUTINE, TYPE, DOMAIN, SCHEMA, DATABASE, EXTENSION,
					ROLE, USER, POLICY, RULE, SERVER, TABLESPACE, PUBLICATION, SUBSCRIPTION, COLLATION, CONVERSION,
					STATISTICS, LANGUAGE, ALIAS, CONSTANT, SYNONYM, DICTIONARY, PACKAGE, GROUP, TRIGGER, CONSTRAINT ->
				(keyword == Keyword.USER && next == Keyword.MAPPING
						|| keyword == Keyword.CONSTRAINT && next == Keyword.TRIGGER) ? null : keyword.name();
			case AGGREGATE -> (next == Keyword.FUNCTION) ? null : keyword.name();
			case EVENT -> (next == Keyword.TRIGGER) ? "EVENT TRIGGER" : keyword.name();
			default -> null;
		};
	}

	/**
	 * How many tokens the type at an index takes.
	 * @param tokens the tokens of a statement
	 * @param index where the type is named
	 * @return the number of tokens
	 */
	static int length(StatementTokens tokens, int index) {
		Keyword next = tokens.keyword(index + 1);
		return switch (tokens.keyword(index)) {
			case PACKAGE -> (next == Keyword.BODY) ? 2 : 1;
			case EVENT -> (next == Keyword.TRIGGER) ? 2 : 1;
			default -> 1;
		};
	}

	/**
	 * How many tokens a modifier before the type takes.
	 * @param tokens the tokens of a statement
	 * @param index where to look
	 * @return the number of tokens; 0 if there is no modifier
	 */
	static int modifier(StatementTokens tokens, int index) {
		return switch (tokens.keyword(index)) {
			case OR, REPLACE, GLOBAL, LOCAL, TEMP, TEMPORARY, UNLOGGED, UNIQUE, FULLTEXT, SPATIAL, MATERIALIZED,
					RECURSIVE, VIRTUAL, FOREIGN, CACHED, MEMORY, LINKED, TRUSTED, PROCEDURAL, CONSTRAINT, AGGREGATE,
					DEFAULT, IGNORE, ONLINE, OFFLINE, LIVE, NO, NONCLUSTERED, FORCE, NOT, PRIMARY, KEY, HASH ->
				1;
			case SQL -> 3;
			case DEFINER, ALGORITHM -> {
				int at = tokens.skipGroup(index + 3);
				while (tokens.is(at, '@')) {
					at += 2;
				}
				yield at - index;
			}
			default -> 0;
		};
	}

	/**
	 * Whether a keyword may stand before the name of a table that a query creates.
	 * @param keyword the keyword
	 * @return whether it may
	 */
	static boolean isBeforeTable(Keyword keyword) {
		return switch (keyword) {
			case LOCAL, GLOBAL, TEMP, TEMPORARY, UNLOGGED, TABLE -> true;
			default -> false;
		};
	}

}
