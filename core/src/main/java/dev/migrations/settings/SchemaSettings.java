package dev.migrations.settings;

import java.util.List;

import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.SqliteJournalMode;
import org.jspecify.annotations.Nullable;

/**
 * Where our own tables and the objects of migrations are.
 *
 * @param historyTable name of the history table
 * @param schema the schema of both; null for the one that the connection has
 * @param createSchema whether the schema is created if it does not exist
 * @param requiredTables tables and views that must exist after migrating
 * @param sqliteJournalMode how the file of an SQLite database keeps transactions safe
 */
public record SchemaSettings(String historyTable, @Nullable String schema, boolean createSchema,
		List<String> requiredTables, SqliteJournalMode sqliteJournalMode) {

	static final SchemaSettings DEFAULTS = new SchemaSettings("migration_history", null, false, List.of(),
			SqliteJournalMode.WAL);

	/**
	 * The history table, qualified by the schema if there is one.
	 * @return the table
	 * @throws InvalidSettingsException if it is qualified by itself
	 */
	public String qualifiedHistoryTable() {
		if (this.historyTable.indexOf('.') >= 0) {
			throw new InvalidSettingsException(
					"'" + this.historyTable + "', the value of migrations.history-table, is not a plain name.",
					"Use a name without a dot, and migrations.schema for the schema.");
		}
		return (this.schema != null) ? this.schema + "." + this.historyTable : this.historyTable;
	}

	SchemaSettings with(Overrides overrides) {
		return new SchemaSettings(MigratorSettings.either(overrides.historyTable(), this.historyTable),
				(overrides.schema() != null) ? overrides.schema() : this.schema,
				MigratorSettings.either(overrides.createSchema(), this.createSchema),
				MigratorSettings.either(overrides.requiredTables(), this.requiredTables),
				MigratorSettings.either(overrides.sqliteJournalMode(), this.sqliteJournalMode));
	}

	/**
	 * What one database sets.
	 *
	 * @param historyTable name of the history table
	 * @param schema the schema of our own tables and of the objects of migrations
	 * @param createSchema whether the schema is created if it does not exist
	 * @param requiredTables tables and views that must exist after migrating
	 * @param sqliteJournalMode how the file of an SQLite database keeps transactions safe
	 */
	public record Overrides(@Nullable String historyTable, @Nullable String schema, @Nullable Boolean createSchema,
			@Nullable List<String> requiredTables, @Nullable SqliteJournalMode sqliteJournalMode) {
	}

}
