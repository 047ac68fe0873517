package dev.migrations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.StartMode;
import dev.migrations.model.SqliteJournalMode;
import dev.migrations.model.Target;
import dev.migrations.model.TransactionMode;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.Verification;
import dev.migrations.model.Version;
import dev.migrations.settings.DatabaseSettings;
import dev.migrations.settings.ExecutionSettings;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.PlanSettings;
import dev.migrations.settings.SchemaSettings;
import dev.migrations.settings.ScriptSettings;
import dev.migrations.settings.StartSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ResourceLoader;

/**
 * Builds a {@link Migrator}.
 */
public final class MigratorBuilder {

	private final DataSource dataSource;

	private @Nullable ResourceLoader resourceLoader;

	private List<String> locations;

	private Map<String, String> placeholders;

	private int maxStatementSize;

	private Target target;

	private OutOfOrderPolicy outOfOrder;

	private MissingPolicy onMissing;

	private ChecksumMismatchPolicy onChecksumMismatch;

	private Verification verify;

	private Version baselineVersion;

	private boolean baselineOnMigrate;

	private UndoPolicy undo;

	private StartMode mode;

	private Duration waitTimeout;

	private String historyTable;

	private @Nullable String schema;

	private boolean createSchema;

	private List<String> requiredTables;

	private @Nullable Duration lockTimeout;

	private TransactionMode transaction;

	private SqliteJournalMode sqliteJournalMode;

	private DatabaseSettings database;

	private Duration ddlLockTimeout;

	private int ddlRetries;

	private Duration statementTimeout;

	private @Nullable String applicationName;

	private @Nullable String applicationVersion;

	private final List<MigrationListener> listeners = new ArrayList<>();

	private final List<JavaMigration> javaMigrations = new ArrayList<>();

	MigratorBuilder(DataSource dataSource, MigratorSettings defaults) {
		this.dataSource = dataSource;
		this.database = defaults.database();
		this.locations = defaults.scripts().locations();
		this.placeholders = defaults.scripts().placeholders();
		this.maxStatementSize = defaults.scripts().maxStatementSize();
		this.target = defaults.plan().target();
		this.outOfOrder = defaults.plan().outOfOrder();
		this.onMissing = defaults.plan().onMissing();
		this.onChecksumMismatch = defaults.plan().onChecksumMismatch();
		this.verify = defaults.plan().verify();
		this.baselineVersion = defaults.plan().baselineVersion();
		this.baselineOnMigrate = defaults.plan().baselineOnMigrate();
		this.undo = defaults.plan().undo();
		this.mode = defaults.start().mode();
		this.waitTimeout = defaults.start().waitTimeout();
		this.historyTable = defaults.schema().historyTable();
		this.schema = defaults.schema().schema();
		this.createSchema = defaults.schema().createSchema();
		this.requiredTables = defaults.schema().requiredTables();
		this.lockTimeout = defaults.execution().lockTimeout();
		this.ddlLockTimeout = defaults.execution().ddlLockTimeout();
		this.ddlRetries = defaults.execution().ddlRetries();
		this.statementTimeout = defaults.execution().statementTimeout();
		this.transaction = defaults.execution().transaction();
		this.sqliteJournalMode = defaults.schema().sqliteJournalMode();
	}

	/**
	 * Sets where migrations are, instead of {@value MigratorSettings#DEFAULT_LOCATION}.
	 * @param locations {@code classpath:} or {@code file:} locations, which must exist
	 * @return this builder
	 */
	public MigratorBuilder locations(String... locations) {
		return locations(List.of(locations));
	}

	/**
	 * Sets where migrations are, instead of {@value MigratorSettings#DEFAULT_LOCATION}.
	 * @param locations {@code classpath:} or {@code file:} locations, which must exist
	 * @return this builder
	 */
	public MigratorBuilder locations(List<String> locations) {
		this.locations = List.copyOf(locations);
		return this;
	}

	/**
	 * Sets what {@code classpath:} locations are read with.
	 * @param resourceLoader the resource loader
	 * @return this builder
	 */
	public MigratorBuilder resourceLoader(ResourceLoader resourceLoader) {
		this.resourceLoader = resourceLoader;
		return this;
	}

	/**
	 * Sets the name of the history table.
	 * @param historyTable a plain identifier
	 * @return this builder
	 */
	public MigratorBuilder historyTable(String historyTable) {
		this.historyTable = historyTable;
		return this;
	}

	/**
	 * Sets how far to migrate.
	 * @param target the target
	 * @return this builder
	 */
	public MigratorBuilder target(Target target) {
		this.target = target;
		return this;
	}

	/**
	 * Sets what to do with a pending migration below an applied one.
	 * @param outOfOrder the policy
	 * @return this builder
	 */
	public MigratorBuilder outOfOrder(OutOfOrderPolicy outOfOrder) {
		this.outOfOrder = outOfOrder;
		return this;
	}

	/**
	 * Sets what to do with an applied migration whose file is gone.
	 * @param onMissing the policy
	 * @return this builder
	 */
	public MigratorBuilder onMissing(MissingPolicy onMissing) {
		this.onMissing = onMissing;
		return this;
	}

	/**
	 * Sets what to do with an applied migration whose file was edited.
	 * @param onChecksumMismatch the policy
	 * @return this builder
	 */
	public MigratorBuilder onChecksumMismatch(ChecksumMismatchPolicy onChecksumMismatch) {
		this.onChecksumMismatch = onChecksumMismatch;
		return this;
	}

	/**
	 * Sets how {@link Migrator#migrate()} makes sure that applied scripts were not
	 * edited.
	 * @param verify how
	 * @return this builder
	 */
	public MigratorBuilder verify(Verification verify) {
		this.verify = verify;
		return this;
	}

	/**
	 * Sets the version up to which an existing schema is taken to be built.
	 * @param baselineVersion the version
	 * @return this builder
	 */
	public MigratorBuilder baselineVersion(Version baselineVersion) {
		this.baselineVersion = baselineVersion;
		return this;
	}

	/**
	 * Sets whether a schema that has objects but no history is baselined by the first
	 * run.
	 * @param baselineOnMigrate whether to
	 * @return this builder
	 */
	public MigratorBuilder baselineOnMigrate(boolean baselineOnMigrate) {
		this.baselineOnMigrate = baselineOnMigrate;
		return this;
	}

	/**
	 * Sets whether migrations may be taken back.
	 * @param undo the policy; where it is {@link UndoPolicy#FORBIDDEN}, an undo script is
	 * an error
	 * @return this builder
	 */
	public MigratorBuilder undo(UndoPolicy undo) {
		this.undo = undo;
		return this;
	}

	/**
	 * Sets what {@link Migrator#start()} does.
	 * @param mode the mode
	 * @return this builder
	 */
	public MigratorBuilder mode(StartMode mode) {
		this.mode = mode;
		return this;
	}

	/**
	 * Sets how long the mode {@link StartMode#WAIT} waits.
	 * @param waitTimeout the duration
	 * @return this builder
	 */
	public MigratorBuilder waitTimeout(Duration waitTimeout) {
		this.waitTimeout = waitTimeout;
		return this;
	}

	/**
	 * Sets the values of {@code ${name}} in scripts.
	 * @param placeholders the values by name; while it is empty, nothing is replaced
	 * @return this builder
	 */
	public MigratorBuilder placeholders(Map<String, String> placeholders) {
		this.placeholders = Map.copyOf(placeholders);
		return this;
	}

	/**
	 * Sets which migrations share a transaction.
	 * @param transaction which
	 * @return this builder
	 */
	public MigratorBuilder transaction(TransactionMode transaction) {
		this.transaction = transaction;
		return this;
	}

	/**
	 * Sets how long to wait for the lock.
	 * @param lockTimeout the duration; null for as long as the holder lives
	 * @return this builder
	 */
	public MigratorBuilder lockTimeout(@Nullable Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
		return this;
	}

	/**
	 * Sets the longest statement that is accepted.
	 * @param maxStatementSize the length in characters
	 * @return this builder
	 */
	public MigratorBuilder maxStatementSize(int maxStatementSize) {
		this.maxStatementSize = maxStatementSize;
		return this;
	}

	/**
	 * Sets how long a statement waits for a lock of the database. While it waits, others
	 * who want the same table wait behind it.
	 * @param ddlLockTimeout the duration; zero for as long as it takes
	 * @return this builder
	 */
	public MigratorBuilder ddlLockTimeout(Duration ddlLockTimeout) {
		this.ddlLockTimeout = ddlLockTimeout;
		return this;
	}

	/**
	 * Sets how often a script is tried again whose statement did not get its lock.
	 * @param ddlRetries how often; 0 for never
	 * @return this builder
	 */
	public MigratorBuilder ddlRetries(int ddlRetries) {
		this.ddlRetries = ddlRetries;
		return this;
	}

	/**
	 * Sets how long a statement may take, where the database can be told.
	 * @param statementTimeout the duration; zero for as long as it takes
	 * @return this builder
	 */
	public MigratorBuilder statementTimeout(Duration statementTimeout) {
		this.statementTimeout = statementTimeout;
		return this;
	}

	/**
	 * Sets the name of the database, as listeners are told.
	 * @param name the name, {@code default} unless it is set
	 * @return this builder
	 */
	public MigratorBuilder name(String name) {
		this.database = this.database.withName(name);
		return this;
	}

	/**
	 * Adds migrations that are written in Java.
	 * @param javaMigrations the migrations; those of other databases are passed over
	 * @return this builder
	 */
	public MigratorBuilder javaMigrations(JavaMigration... javaMigrations) {
		this.javaMigrations.addAll(List.of(javaMigrations));
		return this;
	}

	/**
	 * Adds listeners, which are called in this order.
	 * @param listeners the listeners
	 * @return this builder
	 */
	public MigratorBuilder listeners(MigrationListener... listeners) {
		this.listeners.addAll(List.of(listeners));
		return this;
	}

	/**
	 * Sets what the history and the audit name as the application that did something.
	 * @param name its name; null if it has none
	 * @param version its version; null if it is not known
	 * @return this builder
	 */
	public MigratorBuilder application(@Nullable String name, @Nullable String version) {
		this.applicationName = name;
		this.applicationVersion = version;
		return this;
	}

	/**
	 * Sets the schema of the history and of the objects that migrations create, when it
	 * is not the one that connections have.
	 * @param schema a plain identifier; null for the schema that connections have
	 * @return this builder
	 */
	public MigratorBuilder schema(@Nullable String schema) {
		this.schema = schema;
		return this;
	}

	/**
	 * Sets whether the schema is created if it does not exist.
	 * @param createSchema whether it is
	 * @return this builder
	 */
	public MigratorBuilder createSchema(boolean createSchema) {
		this.createSchema = createSchema;
		return this;
	}

	/**
	 * Sets tables and views that must exist after migrating.
	 * @param requiredTables their names, each may begin with a schema and a dot
	 * @return this builder
	 */
	public MigratorBuilder requiredTables(String... requiredTables) {
		this.requiredTables = List.of(requiredTables);
		return this;
	}

	/**
	 * Sets how the file of an SQLite database keeps transactions safe. It is set when
	 * there is something to write, and stays.
	 * @param sqliteJournalMode the mode
	 * @return this builder
	 */
	public MigratorBuilder sqliteJournalMode(SqliteJournalMode sqliteJournalMode) {
		this.sqliteJournalMode = sqliteJournalMode;
		return this;
	}

	/**
	 * Builds the migrator. Connects to nothing.
	 * @return the migrator
	 */
	public Migrator build() {
		ScriptSettings scripts = new ScriptSettings(this.locations, this.placeholders, this.maxStatementSize);
		PlanSettings plan = new PlanSettings(this.target, this.outOfOrder, this.onMissing, this.onChecksumMismatch,
				this.verify, this.baselineVersion, this.baselineOnMigrate, this.undo);
		SchemaSettings schema = new SchemaSettings(this.historyTable, this.schema, this.createSchema,
				this.requiredTables, this.sqliteJournalMode);
		ExecutionSettings execution = new ExecutionSettings(this.lockTimeout, this.ddlLockTimeout, this.ddlRetries,
				this.statementTimeout, this.transaction);
		StartSettings start = new StartSettings(this.mode, this.waitTimeout);
		return new Migrator(
				new DatabaseAccess(this.dataSource,
						new MigratorSettings(this.database, scripts, plan, schema, execution, start),
						this.resourceLoader, new Application(this.applicationName, this.applicationVersion),
						List.copyOf(this.javaMigrations), "the value of migrations.schema"),
				new Announcer(this.database.name(), this.listeners));
	}

}
