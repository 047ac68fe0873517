package dev.migrations.script;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import dev.migrations.script.SessionUse.Again;

/**
 * Which variables a statement of MariaDB, MySQL or H2 sets and reads, and of what it
 * makes their values. What is not known to give the same again does not.
 */
final class SessionValues {

	/** What depends on nothing but its arguments, or is no function. */
	private static final Set<String> SAME = Set.of("CONCAT", "CONCAT_WS", "IF", "IFNULL", "NULLIF", "NVL", "COALESCE",
			"REPLACE", "LOWER", "LCASE", "UPPER", "UCASE", "TRIM", "LTRIM", "RTRIM", "LEFT", "RIGHT", "SUBSTRING",
			"SUBSTR", "CAST", "CONVERT", "QUOTE", "HEX", "UNHEX", "MD5", "SHA1", "SHA2", "ABS", "ROUND", "FLOOR",
			"CEIL", "CEILING", "MOD", "GREATEST", "LEAST", "LENGTH", "CHAR_LENGTH", "REPEAT", "LPAD", "RPAD", "ELT",
			"FIELD", "VERSION", "STR_TO_DATE", "DATE_FORMAT", "DATE", "TIMESTAMP", "CHAR", "VARCHAR", "DECIMAL",
			"NUMERIC", "BINARY", "VARBINARY", "IN", "AND", "OR", "NOT", "CASE", "WHEN", "THEN", "ELSE", "AS", "BETWEEN",
			"LIKE", "SET_CONFIG", "CURRENT_SETTING", "QUOTE_LITERAL", "QUOTE_IDENT", "FORMAT");

	/** What depends on data or on the time, whether a parenthesis follows or not. */
	private static final Set<String> ANEW = Set.of("SELECT", "FROM", "TABLE", "VALUES", "WITH", "WHERE", "EXISTS",
			"ALL", "ANY", "ON", "JOIN", "USING", "UNION", "HAVING", "BY", "OVER", "INTERVAL", "COUNT", "MIN", "MAX",
			"SUM", "AVG", "GROUP_CONCAT", "STRING_AGG", "LISTAGG", "NOW", "CURDATE", "CURTIME", "SYSDATE",
			"CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME", "LOCALTIMESTAMP", "UTC_DATE", "UTC_TIME",
			"UTC_TIMESTAMP", "UNIX_TIMESTAMP", "CLOCK_TIMESTAMP", "STATEMENT_TIMESTAMP", "TRANSACTION_TIMESTAMP",
			"UUID", "RAND", "RANDOM", "RANDOM_UUID", "GEN_RANDOM_UUID", "DATE_ADD", "DATE_SUB", "TO_CHAR");

	/** What depends on the statement before it, or on the session; writes nothing. */
	private static final Set<String> OF_SESSION = Set.of("LAST_INSERT_ID", "ROW_COUNT", "FOUND_ROWS", "IDENTITY",
			"SCOPE_IDENTITY", "CONNECTION_ID", "SESSION_ID", "LASTVAL", "CURRVAL", "PG_BACKEND_PID");

	/** What takes and releases locks that end with the session. */
	private static final Set<String> LOCKS = Set.of("GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS", "PG_ADVISORY_LOCK",
			"PG_ADVISORY_LOCK_SHARED", "PG_TRY_ADVISORY_LOCK", "PG_TRY_ADVISORY_LOCK_SHARED", "PG_ADVISORY_UNLOCK",
			"PG_ADVISORY_UNLOCK_SHARED", "PG_ADVISORY_UNLOCK_ALL");

	private static final Set<String> VARIABLES_OF_SESSION = Set.of("last_insert_id", "identity", "insert_id",
			"warning_count", "error_count", "pseudo_thread_id", "rand_seed1", "rand_seed2", "timestamp", "last_gtid");

	private final SessionWords words;

	private final boolean variables;

	final Set<String> sets = new HashSet<>();

	final Set<String> reads = new HashSet<>();

	Again again = Again.SAME;

	/** Whether it takes or releases locks. */
	boolean locks;

	/** Whether it calls what may do anything. */
	boolean callsUnknown;

	/**
	 * Begins with a statement.
	 * @param words its tokens
	 * @param variables whether there are variables of the user
	 */
	SessionValues(SessionWords words, boolean variables) {
		this.words = words;
		this.variables = variables;
	}

	/**
	 * Reads it.
	 * @param from the first token of interest
	 * @param assigns whether it is a list of assignments
	 */
	void read(int from, boolean assigns) {
		boolean begins = assigns;
		boolean into = false;
		int depth = 0;
		for (int at = from; at < this.words.size(); at++) {
			depth += this.words.is(at, "(") ? 1 : this.words.is(at, ")") ? -1 : 0;
			if (this.variables && this.words.is(at, "@")) {
				boolean system = this.words.is(at + 1, "@");
				at += system ? 2 : 1;
				if (begins || (into && !system)) {
					at = target(at, system);
				}
				else {
					at = variable(at, system);
				}
			}
			else if (begins && !this.words.name(at).isEmpty()) {
				at = target(at, true);
			}
			else {
				into = this.words.is(at, "INTO") || (into && this.words.is(at, ","));
				word(at);
			}
			begins = assigns && depth == 0 && this.words.is(at, ",");
			into &= !begins;
		}
	}

	/**
	 * What is set: a variable of the user, or of the system, with its scope.
	 * @return the last token of it
	 */
	private int target(int index, boolean system) {
		int at = index;
		if (!system) {
			this.sets.add("@" + this.words.name(at));
			return at;
		}
		while (isScope(at)) {
			at += this.words.is(at + 1, ".") ? 2 : 1;
		}
		this.sets.add(this.words.name(at));
		return at;
	}

	private boolean isScope(int at) {
		return switch (this.words.word(at)) {
			case "SESSION", "LOCAL", "GLOBAL" -> !this.words.is(at + 1, "=") && !this.words.is(at + 1, ":");
			default -> false;
		};
	}

	private int variable(int index, boolean system) {
		int at = index;
		if (system) {
			while (isScope(at)) {
				at += 2;
			}
			if (VARIABLES_OF_SESSION.contains(this.words.name(at))) {
				this.again = Again.NEVER;
			}
		}
		else if (this.words.is(at + 1, ":") && this.words.is(at + 2, "=")) {
			this.sets.add("@" + this.words.name(at));
		}
		else {
			this.reads.add("@" + this.words.name(at));
		}
		return at;
	}

	private void word(int at) {
		String word = this.words.word(at);
		boolean called = this.words.is(at + 1, "(") && (!word.isEmpty() || this.words.isQuoted(at));
		boolean qualified = this.words.is(at - 1, ".") && !this.words.is(at - 2, "pg_catalog");
		switch (word) {
			case "DATABASE", "SCHEMA", "CURRENT_SCHEMA" -> this.reads.add(SessionUse.SCHEMA);
			case "USER", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "CURRENT_ROLE" ->
				this.reads.add(SessionUse.ROLE);
			default -> {
				if (word.equals("NEXTVAL") || (word.equals("VALUE") && this.words.is(at + 1, "FOR"))) {
					calls();
				}
				else if (OF_SESSION.contains(word)) {
					this.again = Again.NEVER;
				}
				else if (ANEW.contains(word)) {
					this.again = this.again.and(Again.ANEW);
				}
				else if (called && LOCKS.contains(word)) {
					this.locks = true;
				}
				else if (called && (qualified || !SAME.contains(word))) {
					calls();
				}
			}
		}
	}

	private void calls() {
		this.again = Again.NEVER;
		this.callsUnknown = true;
	}

	/**
	 * Adds the variables that a text mentions anywhere, its strings included; not what
	 * stands between the name of a user and its host.
	 */
	static void mentioned(String text, Set<String> names) {
		for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
			if (at + 1 < text.length() && text.charAt(at + 1) == '@') {
				at++;
				continue;
			}
			if (at > 0
					&& (Character.isLetterOrDigit(text.charAt(at - 1)) || "_`'\"".indexOf(text.charAt(at - 1)) >= 0)) {
				continue;
			}
			int begin = at + 1;
			char quote = (begin < text.length() && "`'\"".indexOf(text.charAt(begin)) >= 0) ? text.charAt(begin) : 0;
			begin += (quote != 0) ? 1 : 0;
			int end = begin;
			while (end < text.length() && ((quote != 0) ? text.charAt(end) != quote : isPart(text.charAt(end)))) {
				end++;
			}
			if (end > begin) {
				names.add("@" + text.substring(begin, end).toLowerCase(Locale.ROOT));
			}
		}
	}

	private static boolean isPart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.';
	}

}
