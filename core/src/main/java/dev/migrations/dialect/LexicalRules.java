package dev.migrations.dialect;

import java.util.List;

/**
 * How one database reads the characters of a script.
 *
 * @param nestedComments whether block comments nest
 * @param hashComments what begins a comment with {@code #}
 * @param slashComments whether {@code //} begins a comment
 * @param dashNeedsSpace whether {@code --} begins a comment only before white space
 * @param codeComments whether the text of <code>/*!</code> comments is executed
 * @param backslashEscapes in which strings a backslash escapes
 * @param doubleQuotedStrings whether double quotes enclose strings
 * @param backtickIdentifiers whether backticks enclose identifiers
 * @param bracketIdentifiers whether square brackets enclose identifiers
 * @param dollarQuotes which dollar quotes are known
 * @param unicodeSpaces whether control characters and the spaces outside of ASCII are
 * white space
 * @param utf8Driver whether the driver speaks UTF-8 only, and closes the connection of
 * whoever sets another character set on MariaDB or MySQL
 * @param client whose commands a script may contain
 * @param bodies in which statements a delimiter does not end the statement
 */
public record LexicalRules(boolean nestedComments, HashComments hashComments, boolean slashComments,
		boolean dashNeedsSpace, boolean codeComments, BackslashEscapes backslashEscapes, boolean doubleQuotedStrings,
		boolean backtickIdentifiers, boolean bracketIdentifiers, DollarQuotes dollarQuotes, boolean unicodeSpaces,
		boolean utf8Driver, Client client, Bodies bodies) {

	private static final LexicalRules SQLITE = new LexicalRules(false, HashComments.FIRST_COLUMN, false, false, false,
			BackslashEscapes.NONE, false, true, true, DollarQuotes.NONE, false, false, Client.SQLITE3, Bodies.SQLITE);

	private static final LexicalRules POSTGRESQL = new LexicalRules(true, HashComments.NONE, false, false, false,
			BackslashEscapes.E_STRINGS, false, false, false, DollarQuotes.TAGGED, false, false, Client.PSQL,
			Bodies.POSTGRESQL);

	private static final LexicalRules POSTGRESQL_ESCAPING = new LexicalRules(true, HashComments.NONE, false, false,
			false, BackslashEscapes.E_AND_PLAIN_STRINGS, false, false, false, DollarQuotes.TAGGED, false, false,
			Client.PSQL, Bodies.POSTGRESQL);

	private static final LexicalRules MYSQL = new LexicalRules(false, HashComments.ANYWHERE, false, true, true,
			BackslashEscapes.STRINGS, true, true, false, DollarQuotes.NONE, false, false, Client.MYSQL, Bodies.MYSQL);

	private static final LexicalRules H2 = new LexicalRules(true, HashComments.NONE, true, false, false,
			BackslashEscapes.NONE, false, true, false, DollarQuotes.PLAIN, true, false, Client.NONE, Bodies.NONE);

	private static final LexicalRules CLICKHOUSE = new LexicalRules(false, HashComments.BEFORE_SPACE_OR_BANG, false,
			false, false, BackslashEscapes.QUOTES, false, true, false, DollarQuotes.TAGGED, true, false, Client.NONE,
			Bodies.NONE);

	/**
	 * The rules of a database as it is set up by default. What a script itself changes,
	 * such as {@code standard_conforming_strings} or {@code sql_mode}, is followed while
	 * the script is read.
	 * @param vendor the database
	 * @return its rules
	 */
	public static LexicalRules of(Vendor vendor) {
		return switch (vendor) {
			case SQLITE -> SQLITE;
			case POSTGRESQL -> POSTGRESQL;
			case MARIADB, MYSQL -> MYSQL;
			case H2 -> H2;
			case CLICKHOUSE -> CLICKHOUSE;
		};
	}

	/**
	 * The rules of PostgreSQL in a session whose {@code standard_conforming_strings} are
	 * off, as its database or its role may have them.
	 * @return the rules
	 */
	public static LexicalRules ofEscapingPostgres() {
		return POSTGRESQL_ESCAPING;
	}

	/**
	 * The rules of MariaDB and MySQL in a session that has another {@code sql_mode} than
	 * by default.
	 * @param sqlMode the modes, as the server lists them
	 * @param utf8Driver whether the driver bears no other character set than UTF-8
	 * @return the rules
	 */
	public static LexicalRules inSession(String sqlMode, boolean utf8Driver) {
		List<String> modes = List.of(sqlMode.split(","));
		boolean escapes = !modes.contains("NO_BACKSLASH_ESCAPES");
		boolean strings = !modes.contains("ANSI_QUOTES");
		return (escapes && strings && !utf8Driver) ? MYSQL
				: new LexicalRules(MYSQL.nestedComments, MYSQL.hashComments, MYSQL.slashComments, MYSQL.dashNeedsSpace,
						MYSQL.codeComments, escapes ? BackslashEscapes.STRINGS : BackslashEscapes.NONE, strings,
						MYSQL.backtickIdentifiers, MYSQL.bracketIdentifiers, MYSQL.dollarQuotes, MYSQL.unicodeSpaces,
						utf8Driver, MYSQL.client, MYSQL.bodies);
	}

	/**
	 * The rules by which sessions of a database may read a script: on PostgreSQL one for
	 * each way of plain strings, on MariaDB and MySQL one for each {@code sql_mode} that
	 * matters.
	 * @param vendor the database
	 * @return the rules, the usual ones first
	 */
	public static List<LexicalRules> readings(Vendor vendor) {
		LexicalRules usual = of(vendor);
		if (vendor == Vendor.POSTGRESQL) {
			return List.of(usual, POSTGRESQL_ESCAPING);
		}
		return (usual != MYSQL) ? List.of(usual) : List.of(usual, inSession("NO_BACKSLASH_ESCAPES", false),
				inSession("ANSI_QUOTES", false), inSession("NO_BACKSLASH_ESCAPES,ANSI_QUOTES", false));
	}

	/**
	 * What begins a comment with {@code #}.
	 */
	public enum HashComments {

		/**
		 * Nothing.
		 */
		NONE,

		/**
		 * {@code #} anywhere.
		 */
		ANYWHERE,

		/**
		 * {@code #} in the first column, between two statements.
		 */
		FIRST_COLUMN,

		/**
		 * {@code #} before a space or an exclamation mark.
		 */
		BEFORE_SPACE_OR_BANG

	}

	/**
	 * Whether a backslash escapes in strings without a prefix.
	 * @return whether it does
	 */
	public boolean escapesInPlainStrings() {
		return this.backslashEscapes != BackslashEscapes.NONE && this.backslashEscapes != BackslashEscapes.E_STRINGS;
	}

	/**
	 * Where a backslash escapes the next character.
	 */
	public enum BackslashEscapes {

		/**
		 * Nowhere.
		 */
		NONE,

		/**
		 * In strings that begin with {@code E'}.
		 */
		E_STRINGS,

		/**
		 * In strings that begin with {@code E'}, and in those without a prefix.
		 */
		E_AND_PLAIN_STRINGS,

		/**
		 * In all strings.
		 */
		STRINGS,

		/**
		 * In all strings and quoted identifiers.
		 */
		QUOTES

	}

	/**
	 * Which dollar quotes are known.
	 */
	public enum DollarQuotes {

		/**
		 * None.
		 */
		NONE,

		/**
		 * {@code $$} only.
		 */
		PLAIN,

		/**
		 * {@code $$} and {@code $tag$}.
		 */
		TAGGED

	}

	/**
	 * Client whose commands a script may contain.
	 */
	public enum Client {

		/**
		 * None that has commands of its own in scripts.
		 */
		NONE,

		/**
		 * PostgreSQL's, whose commands begin with a backslash.
		 */
		PSQL,

		/**
		 * SQLite's, whose commands begin with a dot.
		 */
		SQLITE3,

		/**
		 * MySQL's and MariaDB's, with {@code DELIMITER}.
		 */
		MYSQL

	}

	/**
	 * Statements that contain statements.
	 */
	public enum Bodies {

		/**
		 * None.
		 */
		NONE,

		/**
		 * {@code CREATE TRIGGER … BEGIN … END}.
		 */
		SQLITE,

		/**
		 * {@code BEGIN ATOMIC … END} and {@code CREATE RULE … DO (…; …)}.
		 */
		POSTGRESQL,

		/**
		 * Compound statements.
		 */
		MYSQL

	}

}
