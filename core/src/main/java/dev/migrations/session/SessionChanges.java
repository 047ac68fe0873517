package dev.migrations.session;

import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Which statements change the session, as far as their texts tell: settings, temporary
 * tables, and locks that live as long as it does.
 * <p>
 * What a statement executes can do so as well: on PostgreSQL a function, a procedure or
 * an anonymous block, on MariaDB and MySQL a procedure, a block or what was prepared.
 * Where that is the purpose of a statement it is expected of it. It is not of one that
 * changes data or the schema, which hardly ever does so by the way, unless it names the
 * function that sets something.
 */
final class SessionChanges {

	/** The first of them take locks. */
	private static final String[] POSTGRES_FUNCTIONS = { "pg_advisory_lock", "pg_advisory_lock_shared",
			"pg_try_advisory_lock", "pg_try_advisory_lock_shared", "pg_advisory_unlock", "pg_advisory_unlock_shared",
			"pg_advisory_unlock_all", "set_config" };

	private static final int POSTGRES_LOCKS = 4;

	private static final String[] MYSQL_FUNCTIONS = { "get_lock", "release_lock", "release_all_locks" };

	private static final String INTO = "INTO";

	/** With what the schema's name begins that PostgreSQL has for them. */
	private static final String TEMPORARY_SCHEMA = "pg_temp";

	private final boolean postgres;

	private final boolean mysql;

	private final boolean sqlite;

	SessionChanges(Vendor vendor) {
		this.postgres = vendor == Vendor.POSTGRESQL;
		this.mysql = vendor == Vendor.MARIADB || vendor == Vendor.MYSQL;
		this.sqlite = vendor == Vendor.SQLITE;
	}

	/**
	 * Whether a statement does so, and little else: the query with which every dump
	 * begins is one.
	 */
	boolean areMadeBy(Statement statement) {
		// Neither this nor the next is a switch, which would be one more class for a new
		// JVM that migrates.
		StatementKind kind = statement.kind();
		return kind == StatementKind.SESSION || (kind == StatementKind.DDL && createsTemporary(statement))
				|| (kind == StatementKind.QUERY && this.postgres
						&& calls(POSTGRES_FUNCTIONS, POSTGRES_FUNCTIONS.length, statement.text()))
				|| (this.mysql && isQuery(statement)
						&& calls(MYSQL_FUNCTIONS, MYSQL_FUNCTIONS.length, statement.text()));
	}

	/**
	 * Whether it only computes something: {@code DO} does of MariaDB and MySQL.
	 */
	private static boolean isQuery(Statement statement) {
		return statement.kind() == StatementKind.QUERY || (statement.kind() == StatementKind.OTHER
				&& isWord(statement.text(), 0, endOfWord(statement.text(), 0), "DO"));
	}

	/**
	 * Whether a statement takes a lock of PostgreSQL's that outlives the transaction.
	 */
	boolean locksBeyondTransaction(Statement statement) {
		StatementKind kind = statement.kind();
		return this.postgres
				&& (kind == StatementKind.QUERY || kind == StatementKind.DML || kind == StatementKind.OTHER)
				&& calls(POSTGRES_FUNCTIONS, POSTGRES_LOCKS, statement.text());
	}

	/**
	 * Whether a statement may do so by what it executes.
	 */
	boolean mayBeMadeBy(Statement statement) {
		StatementKind kind = statement.kind();
		if (this.mysql) {
			return (kind == StatementKind.OTHER && statement.transactional())
					|| (kind == StatementKind.QUERY && statement.text().indexOf('@') >= 0)
					|| (statement.text().contains(":=") && UserVariables.areSetBy(statement))
					|| (kind == StatementKind.DML && isWord(statement.text(), 0, endOfWord(statement.text(), 0), "LOAD")
							&& UserVariables.areSetBy(statement));
		}
		if (this.sqlite) {
			return kind == StatementKind.QUERY && setsPragma(statement.text());
		}
		return this.postgres
				&& (kind == StatementKind.OTHER || (kind == StatementKind.QUERY && statement.text().indexOf('(') >= 0)
						|| ((kind == StatementKind.DML || kind == StatementKind.DDL)
								&& calls(POSTGRES_FUNCTIONS, POSTGRES_FUNCTIONS.length, statement.text())));
	}

	/**
	 * Whether what stands in parentheses may be a value, and not what is asked for.
	 */
	private static boolean setsPragma(String text) {
		return isWord(text, 0, endOfWord(text, 0), "PRAGMA") && text.indexOf('(') >= 0;
	}

	/**
	 * Looks for a character first that every name has and few words, because texts may be
	 * long.
	 */
	static boolean calls(String[] functions, int count, String text) {
		for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
			for (int f = 0; f < count; f++) {
				if (NameMention.isAt(i - functions[f].indexOf('_'), functions[f], text)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Whether a word before the type of what is created says so, or its schema does. On
	 * PostgreSQL a query may create a table as well.
	 */
	private boolean createsTemporary(Statement statement) {
		String text = statement.text();
		int end = endOfWord(text, 0);
		if (!isWord(text, 0, end, "CREATE")) {
			return this.postgres && isSelect(text, end) && selectsIntoTemporary(text);
		}
		int begin;
		do {
			begin = beginOfWord(text, end);
			end = endOfWord(text, begin);
			if (isTemporary(text, begin, end)) {
				return true;
			}
		}
		while (isBeforeTemporary(text, begin, end));
		return !statement.objects().isEmpty() && isTemporarySchema(statement.objects().get(0).schema());
	}

	private static boolean isSelect(String text, int end) {
		return isWord(text, 0, end, "SELECT") || isWord(text, 0, end, "WITH");
	}

	private static boolean isTemporary(String text, int begin, int end) {
		return isWord(text, begin, end, "TEMP") || isWord(text, begin, end, "TEMPORARY");
	}

	private static boolean isBeforeTemporary(String text, int begin, int end) {
		return isWord(text, begin, end, "OR") || isWord(text, begin, end, "REPLACE")
				|| isWord(text, begin, end, "LOCAL") || isWord(text, begin, end, "GLOBAL")
				|| isWord(text, begin, end, "CACHED") || isWord(text, begin, end, "MEMORY");
	}

	private boolean isTemporarySchema(@Nullable String schema) {
		if (schema == null) {
			return false;
		}
		return this.postgres ? isInTemporarySchema(schema, 0) : this.sqlite && schema.equalsIgnoreCase("temp");
	}

	/**
	 * Whether one of the two words behind {@code INTO} says so.
	 */
	private static boolean selectsIntoTemporary(String text) {
		for (int i = 0; i < text.length(); i++) {
			if ((text.charAt(i) | 0x20) == 'i' && NameMention.isAt(i, INTO, text)) {
				int begin = beginOfWord(text, i + INTO.length());
				int end = endOfWord(text, begin);
				int next = beginOfWord(text, end);
				if (isTemporary(text, begin, end) || isTemporary(text, next, endOfWord(text, next))
						|| isInTemporarySchema(text, begin) || isInTemporarySchema(text, next)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isInTemporarySchema(String text, int begin) {
		return text.regionMatches(true, begin, TEMPORARY_SCHEMA, 0, TEMPORARY_SCHEMA.length());
	}

	/**
	 * Skips white space, comments and an opening quote. What a comment of MySQL holds for
	 * some versions of the server is no comment.
	 */
	private static int beginOfWord(String text, int from) {
		int i = from;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (Character.isWhitespace(c) || c == '"') {
				i++;
			}
			else if (text.startsWith("/*!", i)) {
				i += "/*!".length();
				while (i < text.length() && Character.isDigit(text.charAt(i))) {
					i++;
				}
			}
			else if (text.startsWith("/*", i)) {
				i = behind(text, "*/", i);
			}
			else if (text.startsWith("--", i) || c == '#') {
				i = behind(text, "\n", i);
			}
			else {
				break;
			}
		}
		return i;
	}

	private static int behind(String text, String end, int from) {
		int at = text.indexOf(end, from);
		return (at < 0) ? text.length() : at + end.length();
	}

	private static int endOfWord(String text, int begin) {
		int end = begin;
		while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static boolean isWord(String text, int begin, int end, String word) {
		return end - begin == word.length() && text.regionMatches(true, begin, word, 0, word.length());
	}

}
