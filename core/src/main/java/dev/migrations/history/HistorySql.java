package dev.migrations.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Words what is done to the history as SQL without parameters, for scripts that people
 * execute.
 */
public final class HistorySql {

	private final Dialect dialect;

	private final String table;

	private final RunContext run;

	/**
	 * Creates the words for a table.
	 * @param dialect the database
	 * @param tables our own tables
	 * @param run who is recorded
	 */
	public HistorySql(Dialect dialect, OwnTables tables, RunContext run) {
		this.dialect = dialect;
		this.table = tables.history();
		this.run = run;
	}

	/**
	 * Creates the table, or adds the columns that it lacks.
	 * @param history the table as it was read
	 * @return the statements, without delimiters
	 */
	public List<String> prepare(History history) {
		if (!history.exists()) {
			return List.of("CREATE TABLE " + this.table
					+ Arrays.stream(HistoryColumn.values())
						.map((column) -> column.definition(this.dialect.sql()))
						.collect(Collectors.joining(",\n\t", " (\n\t", "\n)"))
					+ this.dialect.sql().tableOptions());
		}
		return Arrays.stream(HistoryColumn.values())
			.filter((column) -> !history.columns().contains(column.sqlName()))
			.map((column) -> "ALTER TABLE " + this.table + " ADD COLUMN " + column.definition(this.dialect.sql()))
			.toList();
	}

	/**
	 * Records a migration as finished.
	 * @param migration the migration
	 * @param previous its row; null if it has none
	 * @param state its state
	 * @return the statements, without delimiters
	 */
	public List<String> record(ResolvedMigration migration, @Nullable AppliedMigration previous, HistoryState state) {
		List<String> statements = new ArrayList<>();
		String key = literal(migration.key().stored());
		if (previous != null) {
			statements.add("DELETE FROM " + this.table + " WHERE migration_key = " + key);
		}
		Version version = migration.version();
		Map<HistoryColumn, String> values = new LinkedHashMap<>();
		values.put(HistoryColumn.MIGRATION_KEY, key);
		values.put(HistoryColumn.TYPE, literal(migration.type().name()));
		values.put(HistoryColumn.VERSION, (version != null) ? literal(version.toString()) : "NULL");
		values.put(HistoryColumn.SPELLING, literal(migration.spelling()));
		values.put(HistoryColumn.DESCRIPTION, literal(migration.description()));
		values.put(HistoryColumn.SCRIPT, literal(migration.script()));
		values.put(HistoryColumn.CHECKSUM, literal(migration.checksum().recorded()));
		values.put(HistoryColumn.STATEMENT_CHECKSUM, literal(migration.statementChecksum().get().recorded()));
		values.put(HistoryColumn.SIZE_BYTES, String.valueOf(migration.size()));
		values.put(HistoryColumn.CRC32, String.valueOf(migration.crc32()));
		values.put(HistoryColumn.STATE, literal(state.name()));
		values.put(HistoryColumn.APPLIED_ORDER,
				"(SELECT n FROM (SELECT COALESCE(MAX(applied_order), 0) + 1 AS n FROM " + this.table + ") h)");
		values.putAll(origin());
		statements.add(insert(values));
		return statements;
	}

	/**
	 * Records a baseline.
	 * @param version the version up to which the schema is taken to be built
	 * @return the statement, without a delimiter
	 */
	public String baseline(Version version) {
		String text = literal(version.toString());
		Map<HistoryColumn, String> values = new LinkedHashMap<>();
		values.put(HistoryColumn.MIGRATION_KEY, literal(MigrationKey.baseline(version).stored()));
		values.put(HistoryColumn.TYPE, "'BASELINE'");
		values.put(HistoryColumn.VERSION, text);
		values.put(HistoryColumn.SPELLING, text);
		values.put(HistoryColumn.DESCRIPTION, "'baseline'");
		values.put(HistoryColumn.STATE, "'BASELINE'");
		values.put(HistoryColumn.APPLIED_ORDER, "1");
		values.putAll(origin());
		return insert(values);
	}

	/**
	 * Who applies it and from where. Which instance will execute the script is not known;
	 * which one wrote it is.
	 */
	private Map<HistoryColumn, String> origin() {
		Map<HistoryColumn, String> values = new LinkedHashMap<>();
		values.put(HistoryColumn.RUN_ID, literal(this.run.id()));
		values.put(HistoryColumn.APPLIED_BY, this.dialect.sql().userOr(literal(this.run.user())));
		values.put(HistoryColumn.APPLIED_AT, this.dialect.sql().now());
		values.put(HistoryColumn.TOOL_VERSION, literal(this.run.toolVersion()));
		values.put(HistoryColumn.INSTANCE, literal("SQL written by " + this.run.instance()));
		values.put(HistoryColumn.APPLICATION, literal(this.run.application()));
		values.put(HistoryColumn.APPLICATION_VERSION, literal(this.run.applicationVersion()));
		return values;
	}

	private String insert(Map<HistoryColumn, String> values) {
		return "INSERT INTO " + this.table + " ("
				+ values.keySet().stream().map(HistoryColumn::sqlName).collect(Collectors.joining(", ")) + ")\nSELECT "
				+ String.join(", ", values.values());
	}

	private String literal(@Nullable String text) {
		return (text == null) ? "NULL" : this.dialect.sql().literal(text);
	}

}
