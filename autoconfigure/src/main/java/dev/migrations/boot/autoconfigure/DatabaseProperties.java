package dev.migrations.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.SqliteJournalMode;
import dev.migrations.model.StartMode;
import dev.migrations.model.Target;
import dev.migrations.model.TransactionMode;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.Verification;
import dev.migrations.model.Version;
import dev.migrations.settings.ExecutionSettings;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.PlanSettings;
import dev.migrations.settings.SchemaSettings;
import dev.migrations.settings.ScriptSettings;
import dev.migrations.settings.StartSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a user sets for one of several databases: the nullable twin of
 * {@link MigrationProperties}, which applies where this is null.
 *
 * @param enabled Whether this database is migrated at start-up.
 * @param after Names of databases that are migrated before this one.
 * @param mode What is done to the database at start-up.
 * @param waitTimeout How long the mode "wait" waits until nothing is due.
 * @param locations Locations of the migrations of this database.
 * @param url JDBC URL to migrate through.
 * @param username User to migrate as.
 * @param password Password of the user to migrate as.
 * @param dataSource Name of the DataSource bean to migrate.
 * @param historyTable Name of the table that records what was applied.
 * @param schema Schema of the history table and of the objects that migrations create.
 * @param createSchema Whether the schema is created if it does not exist.
 * @param requiredTables Tables and views that must exist after migrating.
 * @param target Highest version to apply, or "head" for everything there is.
 * @param outOfOrder What to do with a pending migration whose version is below an applied
 * one.
 * @param onMissing What to do when the file of an applied migration is gone.
 * @param onChecksumMismatch What to do when an applied migration was edited.
 * @param verify How a start makes sure that applied migrations were not edited.
 * @param baselineVersion Version up to which a schema that existed before its first
 * migration is taken to be built.
 * @param baselineOnMigrate Whether a schema that has objects but no history is baselined
 * by the first run.
 * @param transaction Which migrations share a transaction.
 * @param undo Policy for taking migrations back. Where it is "forbidden", undo scripts
 * are an error.
 * @param placeholders Values of "${name}" in scripts, beside those of all databases.
 * @param lock Lock that keeps instances from migrating at the same time.
 * @param ddl Locks that statements wait for.
 * @param statement Limits of a single statement.
 * @param statementTimeout How long a statement may take, where the database can be told.
 * @param sqlite What concerns SQLite only.
 */
public record DatabaseProperties(@Nullable Boolean enabled, @DefaultValue List<String> after, @Nullable StartMode mode,
		@Nullable Duration waitTimeout, @Nullable List<String> locations, @Nullable String url,
		@Nullable String username, @Nullable String password, @Nullable String dataSource,
		@Nullable String historyTable, @Nullable String schema, @Nullable Boolean createSchema,
		@Nullable List<String> requiredTables, @Nullable Target target, @Nullable OutOfOrderPolicy outOfOrder,
		@Nullable MissingPolicy onMissing, @Nullable ChecksumMismatchPolicy onChecksumMismatch,
		@Nullable Verification verify, @Nullable Version baselineVersion, @Nullable Boolean baselineOnMigrate,
		@Nullable TransactionMode transaction, @Nullable UndoPolicy undo, @Nullable Map<String, String> placeholders,
		@DefaultValue MigrationProperties.Lock lock, @DefaultValue Ddl ddl, @DefaultValue Statement statement,
		@Nullable Duration statementTimeout, @DefaultValue Sqlite sqlite) {

	/**
	 * Takes what is set to nothing as not set.
	 */
	public DatabaseProperties {
		locations = (locations == null || locations.isEmpty()) ? null : locations;
		url = MigrationProperties.unlessBlank(url);
		username = MigrationProperties.unlessBlank(username);
		dataSource = MigrationProperties.unlessBlank(dataSource);
		schema = MigrationProperties.unlessBlank(schema);
		historyTable = MigrationProperties.unlessBlank(historyTable);
	}

	/**
	 * What the database sets, for the engine.
	 * @param prefix what its properties begin with, for messages
	 * @return the settings, null where the general ones apply
	 */
	MigratorSettings.Overrides overrides(String prefix) {
		DataSize maxSize = this.statement.maxSize();
		ScriptSettings.Overrides scripts = new ScriptSettings.Overrides(this.locations, this.placeholders,
				(maxSize != null) ? StatementSize.characters(maxSize, prefix + ".statement.max-size") : null);
		PlanSettings.Overrides plan = new PlanSettings.Overrides(this.target, this.outOfOrder, this.onMissing,
				this.onChecksumMismatch, this.verify, this.baselineVersion, this.baselineOnMigrate, this.undo);
		SchemaSettings.Overrides schema = new SchemaSettings.Overrides(this.historyTable, this.schema,
				this.createSchema, this.requiredTables, this.sqlite.journalMode());
		ExecutionSettings.Overrides execution = new ExecutionSettings.Overrides(this.lock.timeout(),
				this.ddl.lockTimeout(), this.ddl.retries(), this.statementTimeout, this.transaction);
		return new MigratorSettings.Overrides(scripts, plan, schema, execution,
				new StartSettings.Overrides(this.mode, this.waitTimeout));
	}

	/**
	 * Names the properties without their values, some of which are secrets.
	 */
	@Override
	public String toString() {
		return "DatabaseProperties[migrations.databases.*]";
	}

	/**
	 * Locks that statements wait for.
	 *
	 * @param lockTimeout How long a statement waits for a lock of the database.
	 * @param retries How often a script is tried again.
	 */
	public record Ddl(@Nullable Duration lockTimeout, @Nullable Integer retries) {
	}

	/**
	 * Limits of a single statement.
	 *
	 * @param maxSize Longest statement that is accepted, one byte standing for one
	 * character.
	 */
	public record Statement(@Nullable DataSize maxSize) {
	}

	/**
	 * What concerns SQLite only.
	 *
	 * @param journalMode Journal mode that the database file gets when there is something
	 * to write.
	 */
	public record Sqlite(@Nullable SqliteJournalMode journalMode) {
	}

}
