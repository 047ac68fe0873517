package dev.migrations.script;

import java.util.Arrays;

/**
 * Word that matters to where a statement ends, or to what it does.
 */
enum Keyword {

	/** Any other word. */
	NONE,

	ABORT, ACCESS, ADD, AFTER, AGGREGATE, ALGORITHM, ALIAS, ALL, ALTER, ANALYSE, ANALYZE, AND, AS, ATOMIC, ATTACH,
	AUTHORIZATION, AUTO_VACUUM, AUTOCOMMIT, BACKUP, BEGIN, BETWEEN, BINARY, BINLOG, BODY, BY, CACHE, CACHED, CALL, CASE,
	CAST, CHAIN, CHANGE, CHARACTER, CHARACTERISTICS, CHARSET, CHECK, CHECKPOINT, CHECKSUM, CLOSE, CLUSTER, COLLATE,
	COLLATION, COLUMN, COMMENT, COMMIT, COMMITTED, CONCURRENTLY, CONFIGURATION, CONSTANT, CONSTRAINT, CONSTRAINTS,
	CONVERSION, COPY, CREATE, CURSOR, DATA, DATABASE, DEALLOCATE, DECLARE, DEFAULT, DEFERRED, DEFINER, DELETE,
	DELIMITER, DESC, DESCRIBE, DETACH, DICTIONARY, DISCARD, DO, DOMAIN, DROP, EACH, ELSE, ELSEIF, ENCODING, END, EVENT,
	EXCHANGE, EXCLUSIVE, EXECUTE, EXISTS, EXPLAIN, EXTENSION, FAMILY, FETCH, FLUSH, FOLLOWS, FOR, FORCE, FOREIGN,
	FOREIGN_KEYS, FROM, FULL, FULLTEXT, FUNCTION, GLOBAL, GRANT, GROUP, HANDLER, HASH, HELP, IF, IGNORE, IMMEDIATE,
	IMPORT, IN, INDEX, INNER, INSERT, INSTALL, INSTANCE, INTO, IS, ISOLATION, ITERATE, JOURNAL_MODE, KEY, KILL, LABEL,
	LANGUAGE, LARGE, LEAVE, LIKE, LINKED, LISTEN, LIVE, LOAD, LOCAL, LOCK, LOGFILE, LOOP, MAPPING, MASTER, MATERIALIZED,
	MEMORY, MERGE, METHOD, MOVE, NAMES, NO, NONCLUSTERED, NOT, NOTIFY, OBJECT, OF, OFF, OFFLINE, ON, ONLINE, ONLY,
	OPERATOR, OPTIMIZE, OPTION, OR, OUTFILE, OWNED, PACKAGE, PAGE_SIZE, PARSER, PARTITION, PASSWORD, PERSIST, PLAN,
	PLUGIN, POLICY, PRAGMA, PRECEDES, PREPARE, PREPARED, PRIMARY, PRIVILEGES, PROCEDURAL, PROCEDURE, PUBLICATION, PURGE,
	QUERY, READ, REASSIGN, RECURSIVE, REFRESH, REINDEX, RELEASE, RENAME, REPAIR, REPEAT, REPLACE, RESET, RESIGNAL,
	RESOURCE, RETURN, RETURNING, RETURNS, REVOKE, ROLE, ROLLBACK, ROUTINE, ROW, RULE, RUNSCRIPT, SAVEPOINT, SCHEMA,
	SCRIPT, SECURITY, SELECT, SEQUENCE, SERVER, SESSION, SET, SHOW, SHUTDOWN, SIGNAL, SOURCE, SPATIAL, SQL,
	SQLEXCEPTION, SQLSTATE, SQLWARNING, SQL_MODE, STANDARD_CONFORMING_STRINGS, START, STATEMENT, STATISTICS, STDIN,
	STDOUT, STOP, SUBSCRIPTION, SYNCHRONOUS, SYNONYM, SYSTEM, TABLE, TABLESPACE, TEMP, TEMPLATE, TEMPORARY, TEMP_STORE,
	TEXT, THEN, TO, TRANSACTION, TRANSFORM, TRIGGER, TRUNCATE, TRUSTED, TYPE, UNDO, UNINSTALL, UNIQUE, UNLISTEN, UNLOCK,
	UNLOGGED, UNTIL, UPDATE, USE, USER, USING, VACUUM, VALUE, VALUES, VERBOSE, VIEW, VIRTUAL, WAL_CHECKPOINT, WHEN,
	WHILE, WITH, WITHOUT, WORK, WRAPPER, XA;

	private static final int LONGEST = longest();

	private static final Keyword[] TABLE_BY_HASH = table();

	/** The characters of the name as {@link #fold(char)} makes them. */
	private final char[] folded;

	Keyword() {
		this.folded = name().toCharArray();
		for (int i = 0; i < this.folded.length; i++) {
			this.folded[i] = fold(this.folded[i]);
		}
	}

	private static int longest() {
		int longest = 0;
		for (Keyword keyword : values()) {
			longest = Math.max(longest, keyword.name().length());
		}
		return longest;
	}

	/**
	 * The keyword that a word is, whatever its case. Nothing is allocated.
	 * @param chars where the word stands
	 * @param from its beginning
	 * @param to its end
	 * @return the keyword, or {@link #NONE}
	 */
	static Keyword of(char[] chars, int from, int to) {
		int length = to - from;
		if (length < 2 || length > LONGEST) {
			return NONE;
		}
		int slot = hash(chars, from, length);
		while (true) {
			Keyword candidate = TABLE_BY_HASH[slot];
			if (candidate == NONE || candidate.matches(chars, from, length)) {
				return candidate;
			}
			slot = (slot + 1) & (TABLE_BY_HASH.length - 1);
		}
	}

	private boolean matches(char[] chars, int from, int length) {
		char[] expected = this.folded;
		if (expected.length != length) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (fold(chars[from + i]) != expected[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Makes ASCII letters of either case equal. Characters that stand in words and are
	 * different stay so.
	 */
	private static char fold(char c) {
		return (char) (c | 0x20);
	}

	private static int hash(char[] chars, int from, int length) {
		int hash = fold(chars[from]) * 31 + fold(chars[from + length - 1]);
		hash = (hash * 31 + fold(chars[from + length / 2])) * 31 + fold(chars[from + 1]);
		hash = hash * 31 + length;
		return (hash ^ (hash >>> 9)) & 1023;
	}

	private static Keyword[] table() {
		Keyword[] table = new Keyword[1024];
		Arrays.fill(table, NONE);
		for (Keyword keyword : values()) {
			if (keyword != NONE) {
				char[] name = keyword.name().toCharArray();
				int slot = hash(name, 0, name.length);
				while (table[slot] != NONE) {
					slot = (slot + 1) & (table.length - 1);
				}
				table[slot] = keyword;
			}
		}
		return table;
	}

}
