package dev.migrations.script;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.StatementKind;

/**
 * Tells from its first tokens what a statement does.
 * <ol>
 * <li>The first keyword decides for almost all statements; a label or an opening
 * parenthesis before it is passed over.</li>
 * <li>{@code WITH} and {@code EXPLAIN ANALYZE} do what the statement after them does; on
 * PostgreSQL a data-changing part in {@code WITH} makes the whole change data.</li>
 * <li>{@code SELECT … INTO} creates a table on PostgreSQL.</li>
 * <li>What a routine does that a statement calls cannot be told:
 * {@link StatementKind#OTHER}, or the kind of the statement around it.</li>
 * </ol>
 */
final class KindRules {

	private final Vendor vendor;

	private final StatementTokens tokens;

	private final QueryScan query;

	KindRules(Vendor vendor, StatementTokens tokens, QueryScan query) {
		this.vendor = vendor;
		this.tokens = tokens;
		this.query = query;
	}

	/**
	 * The kind of the statement whose tokens were shown.
	 * @return its kind
	 */
	StatementKind kind() {
		int verbIndex = 0;
		if (this.tokens.is(1, ':')) {
			verbIndex = 2;
		}
		while (this.tokens.is(verbIndex, '(')) {
			verbIndex++;
		}
		Keyword first = this.tokens.keyword(verbIndex);
		return switch (first) {
			case WITH -> this.query.writes() ? StatementKind.DML : kind(this.query.verb(), verbIndex);
			case EXPLAIN -> explain();
			default -> kind(first, verbIndex);
		};
	}

	private StatementKind kind(Keyword first, int index) {
		Keyword second = this.tokens.keyword(index + 1);
		return switch (first) {
			case CREATE, ALTER, DROP, COMMENT, GRANT, REVOKE, RENAME, SECURITY, REASSIGN, REINDEX, CLUSTER, REFRESH,
					INSTALL, UNINSTALL, EXCHANGE, UNDO ->
				StatementKind.DDL;
			case TRUNCATE -> (this.vendor == Vendor.POSTGRESQL) ? StatementKind.DML : StatementKind.DDL;
			case IMPORT ->
				(second == Keyword.FOREIGN || second == Keyword.TABLE) ? StatementKind.DDL : StatementKind.OTHER;
			case INSERT, UPDATE, DELETE, MERGE, REPLACE -> StatementKind.DML;
			case SELECT -> this.query.isInto() ? StatementKind.DDL : StatementKind.QUERY;
			case VALUES, TABLE, SHOW, DESCRIBE, DESC, EXISTS, HELP, FETCH, EXPLAIN -> StatementKind.QUERY;
			case COMMIT, ROLLBACK, SAVEPOINT, RELEASE -> StatementKind.TRANSACTION_CONTROL;
			case ABORT, END ->
				control(this.vendor == Vendor.POSTGRESQL || first == Keyword.END && this.vendor == Vendor.SQLITE);
			case XA -> control(this.vendor == Vendor.MYSQL || this.vendor == Vendor.MARIADB);
			case BEGIN -> (second == Keyword.NOT) ? StatementKind.OTHER : StatementKind.TRANSACTION_CONTROL;
			case START -> control(second == Keyword.TRANSACTION);
			case PREPARE -> (second == Keyword.TRANSACTION || second == Keyword.COMMIT)
					? StatementKind.TRANSACTION_CONTROL : StatementKind.SESSION;
			case SET -> set(index + 1);
			case RESET -> (this.vendor == Vendor.POSTGRESQL) ? StatementKind.SESSION : StatementKind.OTHER;
			case DISCARD, USE, LISTEN, UNLISTEN, DEALLOCATE, DECLARE, CLOSE, MOVE, LOCK, UNLOCK ->
				StatementKind.SESSION;
			case PRAGMA -> pragma(index + 1);
			case ATTACH, DETACH -> (this.vendor == Vendor.SQLITE) ? StatementKind.SESSION : StatementKind.DDL;
			case LOAD -> load(second);
			case COPY -> copy();
			default -> StatementKind.OTHER;
		};
	}

	private static StatementKind control(boolean is) {
		return is ? StatementKind.TRANSACTION_CONTROL : StatementKind.OTHER;
	}

	private StatementKind explain() {
		int analyze = Math.max(this.tokens.find(Keyword.ANALYZE, 1), this.tokens.find(Keyword.ANALYSE, 1));
		if (analyze < 0) {
			return StatementKind.QUERY;
		}
		for (int i = analyze + 1; i < this.tokens.size(); i++) {
			switch (this.tokens.keyword(i)) {
				case INSERT, UPDATE, DELETE, MERGE -> {
					return StatementKind.DML;
				}
				case CREATE, REFRESH -> {
					return StatementKind.DDL;
				}
				case EXECUTE -> {
					return StatementKind.OTHER;
				}
				case SELECT, VALUES, TABLE -> {
					return StatementKind.QUERY;
				}
				default -> {
				}
			}
		}
		return StatementKind.QUERY;
	}

	private StatementKind set(int index) {
		boolean mysql = this.vendor == Vendor.MYSQL || this.vendor == Vendor.MARIADB;
		if ((mysql || this.vendor == Vendor.H2) && setsAutocommit(index)) {
			return StatementKind.TRANSACTION_CONTROL;
		}
		int statement = (this.tokens.keyword(index) == Keyword.STATEMENT) ? this.tokens.find(Keyword.FOR, index) : -1;
		if (mysql && statement > 0) {
			return kind(this.tokens.keyword(statement + 1), statement + 1);
		}
		int at = index;
		while (this.tokens.is(at, '@')) {
			at++;
		}
		return switch (this.tokens.keyword(at)) {
			case GLOBAL, PERSIST, PASSWORD, DEFAULT, RESOURCE -> mysql ? StatementKind.OTHER : StatementKind.SESSION;
			default -> StatementKind.SESSION;
		};
	}

	/**
	 * Whether one of the assignments is to the session's variable.
	 */
	private boolean setsAutocommit(int index) {
		if (this.vendor == Vendor.H2) {
			return this.tokens.keyword(index) == Keyword.AUTOCOMMIT;
		}
		int at = this.tokens.find(Keyword.AUTOCOMMIT, index);
		while (at > 0) {
			boolean assigned = this.tokens.is(at + 1, '=') || this.tokens.is(at + 1, ':');
			Keyword scope = this.tokens.keyword(this.tokens.is(at - 1, '.') ? at - 2 : at - 1);
			if (assigned && scope != Keyword.GLOBAL && scope != Keyword.PERSIST) {
				return true;
			}
			at = this.tokens.find(Keyword.AUTOCOMMIT, at + 1);
		}
		return false;
	}

	private StatementKind pragma(int index) {
		int name = this.tokens.is(index + 1, '.') ? index + 2 : index;
		if (this.tokens.is(name + 1, '=')) {
			return StatementKind.SESSION;
		}
		return switch (this.tokens.keyword(name)) {
			case OPTIMIZE, WAL_CHECKPOINT -> StatementKind.OTHER;
			case JOURNAL_MODE, FOREIGN_KEYS, SYNCHRONOUS, TEMP_STORE, ENCODING, AUTO_VACUUM, PAGE_SIZE ->
				this.tokens.is(name + 1, '(') ? StatementKind.SESSION : StatementKind.QUERY;
			default -> StatementKind.QUERY;
		};
	}

	private StatementKind load(Keyword second) {
		if (this.vendor == Vendor.POSTGRESQL) {
			return StatementKind.SESSION;
		}
		return (second == Keyword.INDEX) ? StatementKind.OTHER : StatementKind.DML;
	}

	/**
	 * The direction is behind the table and its columns, or behind a query in
	 * parentheses.
	 */
	private StatementKind copy() {
		if (this.vendor != Vendor.POSTGRESQL) {
			return StatementKind.OTHER;
		}
		int at = 1;
		while (at < this.tokens.size() && this.tokens.keyword(at) != Keyword.FROM
				&& this.tokens.keyword(at) != Keyword.TO) {
			at = this.tokens.is(at, '(') ? this.tokens.skipGroup(at) : at + 1;
		}
		if (this.tokens.keyword(at) != Keyword.FROM) {
			return StatementKind.OTHER;
		}
		Keyword source = this.tokens.keyword(at + 1);
		return (source == Keyword.STDIN || source == Keyword.STDOUT) ? StatementKind.COPY : StatementKind.DML;
	}

}
