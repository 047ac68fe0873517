package dev.migrations.boot.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import dev.migrations.settings.MigratorSettings;

/**
 * Which {@code DataSource} each database has.
 *
 * @param choices the choices by the names of the databases
 */
record MigrationDataSources(Map<String, MigrationDataSourceChoice> choices) {

	/**
	 * What the names of our own tables may end with.
	 */
	private static final List<String> ENDINGS = List.of("", "_step", "_lock", "_audit");

	MigrationDataSourceChoice get(String database) {
		MigrationDataSourceChoice choice = this.choices.get(database);
		if (choice == null) {
			throw new IllegalArgumentException("There is no database '" + database + "'");
		}
		return choice;
	}

	/**
	 * Whether the application sees a migrated database through a data source.
	 */
	boolean areSeenThrough(DataSource dataSource) {
		Object database = new MigrationDataSourceChoice(dataSource, dataSource).database();
		return this.choices.values()
			.stream()
			.anyMatch((choice) -> choice.application() == dataSource || choice.database().equals(database));
	}

	/**
	 * Refuses two names for the same tables: each would take what the other has applied
	 * for migrations of its own whose files are gone.
	 */
	void requireTablesOfTheirOwn(Map<String, MigratorSettings> settings) {
		Map<List<Object>, String> owners = new HashMap<>();
		settings.forEach((name, own) -> {
			for (String ending : ENDINGS) {
				String table = (own.schema().historyTable() + ending).toLowerCase(Locale.ROOT);
				String schema = own.schema().schema();
				Object place = (schema != null) ? schema.toLowerCase(Locale.ROOT) : get(name).session();
				String other = owners.putIfAbsent(List.of(get(name).database(), place, table), name);
				if (other != null && !other.equals(name)) {
					throw new InvalidSettingsException(
							"The databases '" + other + "' and '" + name
									+ "' of migrations.databases are the same one, and both would write the table "
									+ table + ".",
							"Give one of them another migrations.databases.<name>.url or data-source; if both are "
									+ "meant to be in one database, give one another schema or history-table.");
				}
			}
		});
	}

}
