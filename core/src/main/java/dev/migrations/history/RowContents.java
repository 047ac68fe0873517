package dev.migrations.history;

import dev.migrations.dialect.SqlFragments;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What rows of the history hold: the migration, its file, and who applied it.
 *
 * @param sql fragments of SQL
 * @param table the history table
 * @param run who is recorded
 */
record RowContents(SqlFragments sql, String table, RunContext run) {

	/**
	 * A row that begins.
	 */
	RowValues begun(ResolvedMigration migration, long order) {
		return applied(described(identified(migration.key(), migration.version()), migration), order)
			.text(HistoryColumn.STATE, HistoryState.RUNNING.name());
	}

	RowValues identified(MigrationKey key, @Nullable Version version) {
		return new RowValues(this.sql).text(HistoryColumn.MIGRATION_KEY, key.stored())
			.text(HistoryColumn.TYPE, key.type().name())
			.text(HistoryColumn.VERSION, (version != null) ? version.toString() : null);
	}

	RowValues described(RowValues values, ResolvedMigration migration) {
		return checksummed(values.text(HistoryColumn.SPELLING, migration.spelling())
			.text(HistoryColumn.DESCRIPTION, migration.description())
			.text(HistoryColumn.SCRIPT, migration.script()), migration);
	}

	RowValues checksummed(RowValues values, ResolvedMigration migration) {
		return values.text(HistoryColumn.CHECKSUM, migration.checksum().recorded())
			.number(HistoryColumn.SIZE_BYTES, migration.size())
			.number(HistoryColumn.CRC32, migration.crc32());
	}

	RowValues applied(RowValues values, long order) {
		return origin(values).number(HistoryColumn.APPLIED_ORDER, order)
			.expression(HistoryColumn.APPLIED_BY, user())
			.expression(HistoryColumn.APPLIED_AT, this.sql.now());
	}

	/**
	 * Where nobody knows which rows there will be, the server has to find the next number
	 * among all of them.
	 */
	RowValues applied(RowValues values) {
		return origin(values)
			.expression(HistoryColumn.APPLIED_ORDER,
					"(SELECT n FROM (SELECT COALESCE(MAX(applied_order), 0) + 1 AS n FROM " + this.table + ") h)")
			.expression(HistoryColumn.APPLIED_BY, user())
			.expression(HistoryColumn.APPLIED_AT, this.sql.now());
	}

	/**
	 * Which instance will execute a written plan is not known; which one wrote it is.
	 */
	RowValues written(RowValues values) {
		return applied(values).text(HistoryColumn.INSTANCE, "SQL written by " + this.run.instance());
	}

	RowValues origin(RowValues values) {
		return values.text(HistoryColumn.RUN_ID, this.run.id())
			.text(HistoryColumn.TOOL_VERSION, this.run.toolVersion())
			.text(HistoryColumn.INSTANCE, this.run.instance())
			.text(HistoryColumn.APPLICATION, this.run.application())
			.text(HistoryColumn.APPLICATION_VERSION, this.run.applicationVersion());
	}

	String user() {
		return this.sql.userOr(this.sql.literal(this.run.user()));
	}

}
