package dev.migrations.history;

import java.util.Locale;

import dev.migrations.dialect.SqlFragments;

/**
 * Column of the history table.
 */
enum HistoryColumn {

	MIGRATION_KEY, TYPE, VERSION, SPELLING, DESCRIPTION, SCRIPT, CHECKSUM, STATEMENT_CHECKSUM, SIZE_BYTES, CRC32, STATE,
	APPLIED_ORDER, RUN_ID, APPLIED_BY, APPLIED_AT, EXECUTION_MS, FAILED_STATEMENT, TOOL_VERSION, INSTANCE, APPLICATION,
	APPLICATION_VERSION;

	private final String sqlName = name().toLowerCase(Locale.ROOT);

	String sqlName() {
		return this.sqlName;
	}

	/**
	 * Whether it holds whole numbers.
	 */
	boolean isNumber() {
		return switch (this) {
			case APPLIED_ORDER, SIZE_BYTES, CRC32, EXECUTION_MS, FAILED_STATEMENT -> true;
			default -> false;
		};
	}

	/**
	 * The column's definition. Only what every layout ever had is NOT NULL, so that a
	 * column can be added to a table that has rows.
	 */
	String definition(SqlFragments sql) {
		String type = switch (this) {
			case MIGRATION_KEY -> sql.text(500) + " NOT NULL PRIMARY KEY";
			case TYPE, STATE -> sql.text(20) + " NOT NULL";
			case VERSION, SPELLING, TOOL_VERSION, RUN_ID -> sql.text(500);
			case DESCRIPTION, SCRIPT -> sql.text(2000);
			case CHECKSUM, STATEMENT_CHECKSUM -> sql.text(200);
			case APPLIED_BY, INSTANCE, APPLICATION, APPLICATION_VERSION -> sql.text(300);
			case APPLIED_ORDER -> sql.number() + " NOT NULL";
			case SIZE_BYTES, CRC32, EXECUTION_MS, FAILED_STATEMENT -> sql.number();
			case APPLIED_AT -> sql.timestamp();
		};
		return sqlName() + " " + type;
	}

}
