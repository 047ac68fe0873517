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
import dev.migrations.model.TenantFailurePolicy;
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

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What a user sets under {@code migrations}. It has a nullable twin for each of several
 * databases, {@link DatabaseProperties}.
 * <p>
 * The defaults are those of {@link MigratorSettings}, given by the constructor, and for
 * IDEs in {@code additional-spring-configuration-metadata.json}. As annotations they
 * would cost a start more than all else that is bound: Spring reads those of all
 * parameters once for each of them. The constructor of a group looks for a default only
 * where there is none, because the defaults themselves are made by it.
 *
 * @param enabled Whether migrations are applied at start-up. When they are not, the
 * migrator and the endpoint remain.
 * @param mode What is done to the database at start-up.
 * @param waitTimeout How long the mode "wait" waits until nothing is due.
 * @param locations Locations of the migrations, "classpath:" or "file:", with "{vendor}"
 * for the name of the database product. Locations that are set replace the default one
 * and must exist.
 * @param url JDBC URL to migrate through, when it is not the one of the application's
 * DataSource.
 * @param username User to migrate as, when it is not the one of the application's
 * DataSource.
 * @param password Password of the user to migrate as.
 * @param dataSource Name of the DataSource bean to migrate. Needed only where there are
 * several and none is primary.
 * @param historyTable Name of the table that records what was applied.
 * @param schema Schema of the history table and of the objects that migrations create,
 * when it is not the one that connections have.
 * @param createSchema Whether the schema is created if it does not exist.
 * @param requiredTables Tables and views that must exist after migrating, each with a
 * schema and a dot before it if need be.
 * @param target Highest version to apply, or "head" for everything there is.
 * @param outOfOrder What to do with a pending migration whose version is below an applied
 * one.
 * @param onMissing What to do when the file of an applied migration is gone.
 * @param onChecksumMismatch What to do when an applied migration was edited.
 * @param verify How a start makes sure that applied migrations were not edited. "fast"
 * trusts an unchanged size and CRC-32 in the directory of a jar and reads all other
 * files, "full" reads every file.
 * @param baselineVersion Version up to which a schema that existed before its first
 * migration is taken to be built.
 * @param baselineOnMigrate Whether a schema that has objects but no history is baselined
 * by the first run.
 * @param transaction Which migrations share a transaction. "auto" lets many share one
 * where the schema is still empty and the database can roll back what changes it.
 * @param undo Policy for taking migrations back. Where it is "forbidden", undo scripts
 * are an error.
 * @param placeholders Values of "${name}" in scripts. Nothing is replaced while there are
 * none.
 * @param confirm When to ask, on the terminal, before migrations are applied at start-up.
 * @param command Commands that the application executes, such as "migrations status".
 * @param lock Lock that keeps instances from migrating at the same time.
 * @param ddl Locks that statements wait for.
 * @param statement Limits of a single statement.
 * @param statementTimeout How long a statement may take, where the database can be told.
 * As long as it takes, where 0.
 * @param sqlite What concerns SQLite only.
 * @param databases Databases of the application by their names, where there are several.
 * Each has every property of the top level, which applies where it does not set its own.
 * @param sequence Names of databases by the version, or the name, of a migration, where
 * databases share a location and the files do not say it themselves.
 * @param tenants Tenants that a bean of the application supplies.
 * @param parallelism How many databases are migrated at the same time.
 */
@ConfigurationProperties("migrations")
public record MigrationProperties(Boolean enabled, StartMode mode, Duration waitTimeout,
		@Nullable List<String> locations, @Nullable String url, @Nullable String username, @Nullable String password,
		@Nullable String dataSource, String historyTable, @Nullable String schema, Boolean createSchema,
		List<String> requiredTables, Target target, OutOfOrderPolicy outOfOrder, MissingPolicy onMissing,
		ChecksumMismatchPolicy onChecksumMismatch, Verification verify, Version baselineVersion,
		Boolean baselineOnMigrate, TransactionMode transaction, UndoPolicy undo, Map<String, String> placeholders,
		ConfirmPolicy confirm, Command command, Lock lock, Ddl ddl, Statement statement, Duration statementTimeout,
		Sqlite sqlite, Map<String, DatabaseProperties> databases, Map<String, String> sequence, Tenants tenants,
		Integer parallelism) {

	private static final MigratorSettings DEFAULTS = MigratorSettings.DEFAULTS;

	/**
	 * Gives what is not set its default. What is set to nothing counts as not set, such
	 * as by a variable of the environment that somebody left empty.
	 */
	public MigrationProperties {
		url = unlessBlank(url);
		username = unlessBlank(username);
		dataSource = unlessBlank(dataSource);
		schema = unlessBlank(schema);
		historyTable = unlessBlank(historyTable);
		enabled = either(enabled, true);
		mode = either(mode, DEFAULTS.start().mode());
		waitTimeout = either(waitTimeout, DEFAULTS.start().waitTimeout());
		historyTable = either(historyTable, DEFAULTS.schema().historyTable());
		createSchema = either(createSchema, DEFAULTS.schema().createSchema());
		requiredTables = either(requiredTables, DEFAULTS.schema().requiredTables());
		target = either(target, DEFAULTS.plan().target());
		outOfOrder = either(outOfOrder, DEFAULTS.plan().outOfOrder());
		onMissing = either(onMissing, DEFAULTS.plan().onMissing());
		onChecksumMismatch = either(onChecksumMismatch, DEFAULTS.plan().onChecksumMismatch());
		verify = either(verify, DEFAULTS.plan().verify());
		baselineVersion = either(baselineVersion, DEFAULTS.plan().baselineVersion());
		baselineOnMigrate = either(baselineOnMigrate, DEFAULTS.plan().baselineOnMigrate());
		transaction = either(transaction, DEFAULTS.execution().transaction());
		undo = either(undo, DEFAULTS.plan().undo());
		placeholders = either(placeholders, DEFAULTS.scripts().placeholders());
		confirm = either(confirm, ConfirmPolicy.NEVER);
		command = either(command, Command.DEFAULTS);
		lock = either(lock, Lock.DEFAULTS);
		ddl = either(ddl, Ddl.DEFAULTS);
		statement = either(statement, Statement.DEFAULTS);
		statementTimeout = either(statementTimeout, DEFAULTS.execution().statementTimeout());
		sqlite = either(sqlite, Sqlite.DEFAULTS);
		databases = either(databases, Map.of());
		sequence = either(sequence, Map.of());
		tenants = either(tenants, Tenants.DEFAULTS);
		parallelism = either(parallelism, 4);
	}

	private static <T> T either(@Nullable T set, T otherwise) {
		return (set != null) ? set : otherwise;
	}

	static @Nullable String unlessBlank(@Nullable String set) {
		return (set == null || set.isBlank()) ? null : set;
	}

	/**
	 * What applies to every database that does not set something else, for the engine.
	 * @return the settings
	 */
	MigratorSettings settings() {
		ScriptSettings scripts = new ScriptSettings((this.locations != null) ? this.locations : List.of(),
				this.placeholders, StatementSize.characters(this.statement.maxSize(), "migrations.statement.max-size"));
		PlanSettings plan = new PlanSettings(this.target, this.outOfOrder, this.onMissing, this.onChecksumMismatch,
				this.verify, this.baselineVersion, this.baselineOnMigrate, this.undo);
		SchemaSettings schema = new SchemaSettings(this.historyTable, this.schema, this.createSchema,
				this.requiredTables, this.sqlite.journalMode());
		ExecutionSettings execution = new ExecutionSettings(this.lock.timeout(), this.ddl.lockTimeout(),
				this.ddl.retries(), this.statementTimeout, this.transaction);
		return new MigratorSettings(MigratorSettings.DEFAULTS.database(), scripts, plan, schema, execution,
				new StartSettings(this.mode, this.waitTimeout));
	}

	/**
	 * Names the properties without their values, some of which are secrets.
	 */
	@Override
	public String toString() {
		return "MigrationProperties[migrations.*]";
	}

	/**
	 * Commands that the application executes.
	 *
	 * @param enabled Whether the application executes a command when its arguments are
	 * one, such as "migrations status".
	 */
	public record Command(Boolean enabled) {

		static final Command DEFAULTS = new Command(true);

		/**
		 * Gives what is not set its default.
		 */
		public Command {
			enabled = (enabled != null) ? enabled : DEFAULTS.enabled();
		}

	}

	/**
	 * Lock that keeps instances from migrating at the same time.
	 *
	 * @param timeout How long to wait for another instance that is migrating. As long as
	 * it lives, unless set.
	 */
	public record Lock(@Nullable Duration timeout) {

		static final Lock DEFAULTS = new Lock(MigrationProperties.DEFAULTS.execution().lockTimeout());

	}

	/**
	 * Locks that statements wait for.
	 *
	 * @param lockTimeout How long a statement waits for a lock of the database, while
	 * others wait behind it. As long as it takes, where 0.
	 * @param retries How often a script is tried again whose statement did not get its
	 * lock.
	 */
	public record Ddl(Duration lockTimeout, Integer retries) {

		static final Ddl DEFAULTS = new Ddl(MigrationProperties.DEFAULTS.execution().ddlLockTimeout(),
				MigrationProperties.DEFAULTS.execution().ddlRetries());

		/**
		 * Gives what is not set its default.
		 */
		public Ddl {
			lockTimeout = (lockTimeout != null) ? lockTimeout : DEFAULTS.lockTimeout();
			retries = (retries != null) ? retries : DEFAULTS.retries();
		}

	}

	/**
	 * Limits of a single statement.
	 *
	 * @param maxSize Longest statement that is accepted, one byte standing for one
	 * character.
	 */
	public record Statement(DataSize maxSize) {

		static final Statement DEFAULTS = new Statement(
				DataSize.ofBytes(MigrationProperties.DEFAULTS.scripts().maxStatementSize()));

		/**
		 * Gives what is not set its default.
		 */
		public Statement {
			maxSize = (maxSize != null) ? maxSize : DEFAULTS.maxSize();
		}

	}

	/**
	 * What concerns SQLite only.
	 *
	 * @param journalMode Journal mode that a database file gets when there is something
	 * to write, and keeps. A URL with a journal_mode of its own wins.
	 */
	public record Sqlite(SqliteJournalMode journalMode) {

		static final Sqlite DEFAULTS = new Sqlite(MigrationProperties.DEFAULTS.schema().sqliteJournalMode());

		/**
		 * Gives what is not set its default.
		 */
		public Sqlite {
			journalMode = (journalMode != null) ? journalMode : DEFAULTS.journalMode();
		}

	}

	/**
	 * Tenants that a bean of the application supplies.
	 *
	 * @param database Name of the database to which they belong, where there are several.
	 * @param locations Locations of the migrations of tenants.
	 * @param parallelism How many tenants are migrated at the same time.
	 * @param onFailure What the failure of one tenant means for the others.
	 */
	public record Tenants(@Nullable String database, List<String> locations, Integer parallelism,
			TenantFailurePolicy onFailure) {

		static final Tenants DEFAULTS = new Tenants(null, List.of("classpath:db/tenant"), 4,
				TenantFailurePolicy.CONTINUE);

		/**
		 * Gives what is not set its default.
		 */
		public Tenants {
			database = unlessBlank(database);
			locations = (locations != null) ? locations : DEFAULTS.locations();
			parallelism = (parallelism != null) ? parallelism : DEFAULTS.parallelism();
			onFailure = (onFailure != null) ? onFailure : DEFAULTS.onFailure();
		}

	}

}
