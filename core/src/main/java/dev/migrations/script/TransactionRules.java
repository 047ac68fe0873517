package dev.migrations.script;

import java.util.Locale;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.StatementKind;

/**
 * Tells whether a database allows a statement in a transaction and leaves the transaction
 * open: on PostgreSQL and SQLite no statement commits, but some are refused or have no
 * effect; on MariaDB, MySQL and H2 some commit implicitly; on ClickHouse all do.
 */
final class TransactionRules {

	private final Vendor vendor;

	private final StatementTokens tokens;

	TransactionRules(Vendor vendor, StatementTokens tokens) {
		this.vendor = vendor;
		this.tokens = tokens;
	}

	/**
	 * Decides.
	 * @param kind what the statement does
	 * @return whether it may stand in a transaction and leaves it open
	 */
	boolean isTransactional(StatementKind kind) {
		if (kind == StatementKind.TRANSACTION_CONTROL) {
			return true;
		}
		return switch (this.vendor) {
			case POSTGRESQL -> postgres();
			case SQLITE -> sqlite();
			case H2 -> h2(kind);
			case MARIADB, MYSQL -> mysql(kind);
			case CLICKHOUSE -> kind == StatementKind.QUERY || kind == StatementKind.SESSION;
		};
	}

	private boolean postgres() {
		Keyword second = this.tokens.keyword(1);
		return switch (this.tokens.keyword(0)) {
			case VACUUM -> false;
			case CREATE -> switch (second) {
				case DATABASE, TABLESPACE -> false;
				case SUBSCRIPTION -> isFalse("create_slot") || isFalse("connect");
				default -> !concurrentIndex();
			};
			case DROP -> second != Keyword.DATABASE && second != Keyword.TABLESPACE && second != Keyword.SUBSCRIPTION
					&& !concurrentIndex();
			case ALTER -> alter(second);
			case REINDEX -> reindex();
			case CLUSTER -> {
				int name = this.tokens.skipGroup(1);
				yield this.tokens.isName((this.tokens.keyword(name) == Keyword.VERBOSE) ? name + 1 : name);
			}
			case DISCARD -> second != Keyword.ALL;
			default -> true;
		};
	}

	private boolean concurrentIndex() {
		int index = (this.tokens.keyword(1) == Keyword.UNIQUE) ? 2 : 1;
		return this.tokens.keyword(index) == Keyword.INDEX && this.tokens.keyword(index + 1) == Keyword.CONCURRENTLY;
	}

	private boolean alter(Keyword second) {
		return switch (second) {
			case SYSTEM -> false;
			case DATABASE -> !(this.tokens.keyword(3) == Keyword.SET && this.tokens.keyword(4) == Keyword.TABLESPACE);
			case SUBSCRIPTION -> this.tokens.find(Keyword.PUBLICATION, 3) < 0
					|| this.tokens.keyword(3) != Keyword.REFRESH && isFalse("refresh");
			case TABLE -> {
				int detach = this.tokens.find(Keyword.DETACH, 2);
				yield detach < 0 || this.tokens.keyword(detach + 1) != Keyword.PARTITION
						|| this.tokens.find(Keyword.CONCURRENTLY, detach) < 0;
			}
			default -> true;
		};
	}

	private boolean reindex() {
		int target = this.tokens.skipGroup(1);
		for (int i = 1; i < target; i++) {
			if (this.tokens.keyword(i) == Keyword.CONCURRENTLY && !isOff(i + 1)) {
				return false;
			}
		}
		return switch (this.tokens.keyword(target)) {
			case DATABASE, SYSTEM, SCHEMA -> false;
			default -> this.tokens.keyword(target + 1) != Keyword.CONCURRENTLY;
		};
	}

	/**
	 * Whether an option in parentheses is switched off.
	 */
	private boolean isFalse(String option) {
		for (int i = 2; i < this.tokens.size(); i++) {
			if (this.tokens.isName(i) && this.tokens.unquoted(i).equalsIgnoreCase(option)) {
				return isOff(this.tokens.is(i + 1, '=') ? i + 2 : i + 1);
			}
		}
		return false;
	}

	private boolean isOff(int index) {
		if (index >= this.tokens.size()) {
			return false;
		}
		return switch (this.tokens.unquoted(index).toLowerCase(Locale.ROOT)) {
			case "false", "off", "0" -> true;
			default -> false;
		};
	}

	private boolean sqlite() {
		return switch (this.tokens.keyword(0)) {
			case VACUUM, ATTACH, DETACH -> false;
			case PRAGMA -> {
				int name = this.tokens.is(2, '.') ? 3 : 1;
				boolean value = this.tokens.is(name + 1, '=') || this.tokens.is(name + 1, '(');
				yield switch (this.tokens.keyword(name)) {
					case JOURNAL_MODE, FOREIGN_KEYS, SYNCHRONOUS, TEMP_STORE -> !value;
					case WAL_CHECKPOINT -> false;
					default -> true;
				};
			}
			default -> true;
		};
	}

	private boolean h2(StatementKind kind) {
		return switch (this.tokens.keyword(0)) {
			case ALTER -> this.tokens.keyword(1) == Keyword.SEQUENCE;
			case SET -> this.tokens.is(1, '@') || keepsTransaction(this.tokens.unquoted(1));
			case ANALYZE, SCRIPT, RUNSCRIPT -> false;
			default -> kind != StatementKind.DDL;
		};
	}

	/**
	 * Whether H2 leaves the transaction open when a setting is changed.
	 */
	private static boolean keepsTransaction(String setting) {
		return switch (setting.toUpperCase(Locale.ROOT)) {
			case "CLUSTER", "QUERY_TIMEOUT", "LOCK_TIMEOUT", "TRACE_LEVEL_SYSTEM_OUT", "TRACE_LEVEL_FILE", "THROTTLE",
					"SCHEMA", "SCHEMA_SEARCH_PATH", "CATALOG", "RETENTION_TIME", "LAZY_QUERY_EXECUTION", "NON_KEYWORDS",
					"TIME", "VARIABLE_BINARY", "TRUNCATE_LARGE_LENGTH", "WRITE_DELAY" ->
				true;
			default -> false;
		};
	}

	private boolean mysql(StatementKind kind) {
		Keyword second = this.tokens.keyword(1);
		return switch (this.tokens.keyword(0)) {
			case CREATE, DROP -> second == Keyword.TEMPORARY || this.tokens.keyword(3) == Keyword.TEMPORARY;
			case LOCK, UNLOCK, ANALYZE, CACHE, CHECK, FLUSH, OPTIMIZE, REPAIR, RESET, STOP, CHANGE, INSTALL,
					UNINSTALL ->
				false;
			case START -> second == Keyword.TRANSACTION;
			case LOAD -> second != Keyword.INDEX;
			case SET -> second != Keyword.PASSWORD;
			default -> kind != StatementKind.DDL;
		};
	}

}
